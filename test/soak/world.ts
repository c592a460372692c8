// Everything of one run: the database, collectors as processes, simulated agents with a door each.
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Look } from '../../agent/inspect/observe.ts'
import { createAuthority, issueClient, type Pair } from '../../collector/identity/authority.ts'
import { type Material, openMaterial } from '../../collector/identity/material.ts'
import type { ClientPem } from '../../lib/grpc.ts'
import { isRoot } from '../support/fixture.ts'
import { openAgent, type SimulatedAgent } from './agent.ts'
import { type Collectors, startCollectors } from './collectors.ts'
import { type Database, startDatabase } from './database.ts'
import { openDisk } from './disk.ts'
import { type Door, openDoor } from './door.ts'
import { looksOf, varied } from './facts.ts'
import type { Target } from './hostile.ts'
import { openLedger } from './ledger.ts'
import type { Random } from './random.ts'

export type Engine = 'sqlite' | 'postgres'

export interface WorldOptions {
  readonly engine: Engine
  readonly agents: number
  readonly random: Random
  readonly print: (line: string) => void
}

export interface World extends WorldOptions {
  readonly state: string
  /** Where `state` is on a file system of its own, which can be filled. */
  readonly mounted: boolean
  readonly clusterId: string
  readonly database: Database | undefined
  readonly collectors: Collectors
  readonly fleet: readonly SimulatedAgent[]
  /** Why links were not there, and how often. */
  readonly troubles: ReadonlyMap<string, number>
  /** Another agent that speaks for the same node. */
  twin(of: SimulatedAgent): Promise<SimulatedAgent>
  /** For whoever means harm. */
  target(): Target | undefined
  close(): Promise<void>
}

/** In memory: nothing of this is to outlive the machine, and thousands of files are made sure of each second. */
const base = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
/** Bytes of the file system of SQLite's file. */
const diskSize = '1g'

export async function openWorld(options: WorldOptions): Promise<World> {
  const { engine, agents, random, print } = options
  const directory = mkdtempSync(join(base, 'merlon-soak-'))
  // The user of the database finds its way through.
  chmodSync(directory, 0o711)
  const state = join(directory, 'state')
  mkdirSync(state)
  const mounted = engine === 'sqlite' && isRoot && mount(state)
  const material = await openMaterial(state, undefined, ['127.0.0.1'])
  const database = engine === 'postgres' ? await startDatabase(directory) : undefined
  print(`${engine}: collectors start`)
  const collectors = await startCollectors({
    ...{ count: engine === 'postgres' ? 3 : 1, state, directory, database: database?.url ?? '' },
    settings: { eventsKept: 1_000_000_000 },
  })
  const port = () => (collectors.ports().length > 0 ? random.pick(collectors.ports()) : undefined)
  const troubles = new Map<string, number>()
  const troubled = (why: string) => {
    const kind = why.replace(/\d+/g, 'N').slice(0, 100)
    troubles.set(kind, (troubles.get(kind) ?? 0) + 1)
  }
  const looks = await looksOf('kubeadm-worker')
  const doors: Door[] = []
  const pems = new Map<string, ClientPem>()
  const door = async () => {
    const opened = await openDoor(port)
    doors.push(opened)
    return opened
  }

  async function open(nodeId: string, at: number): Promise<SimulatedAgent> {
    const pem = await pemOf(material, material.authority, nodeId)
    pems.set(nodeId, pem)
    // Each eighth keeps its events in memory alone.
    const disk = at % 8 === 7 ? {} : { disk: openDisk(join(directory, nodeId)) }
    return openAgent({
      ...{ ledger: openLedger(nodeId), door: await door(), pem, looks: ownLooks(looks, nodeId), troubled, ...disk },
      spread: agents * 10,
    })
  }

  async function twin(of: SimulatedAgent): Promise<SimulatedAgent> {
    const { ledger } = of
    const pem = pems.get(ledger.nodeId) as ClientPem
    return openAgent({ ledger, door: await door(), pem, looks: looks.slice(0, 3), troubled, spread: 0, isTwin: true })
  }

  const fleet: SimulatedAgent[] = []
  for (let at = 0; at < agents; at += 1) fleet.push(await open(`node-${String(at).padStart(5, '0')}`, at))
  const hostile = await hostiles(material)
  return {
    ...options,
    ...{ state, mounted, clusterId: material.clusterId, database, collectors, fleet, troubles, twin },
    target: () => {
      const at = port()
      const [spoolId = randomUUID()] = random.pick(fleet).ledger.promised.keys()
      return at === undefined ? undefined : { port: at, spoolId, ...hostile }
    },
    close: async () => {
      for (const each of doors) each.close()
      await collectors.stop()
      await database?.stop()
      if (mounted) spawnSync('umount', ['-l', state])
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

function mount(directory: string): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${diskSize},mode=700`, 'tmpfs', directory]).status === 0
}

function ownLooks(looks: readonly Look[], nodeId: string): Look[] {
  return looks.map((each) => varied(each, nodeId, false, Date.now()))
}

/** Ids that no simulated agent has. */
async function hostiles(material: Material): Promise<Pick<Target, 'pem' | 'foreign'>> {
  const stranger = await createAuthority(material.clusterId)
  return {
    pem: await pemOf(material, material.authority, hostileId),
    foreign: await pemOf(material, stranger, foreignId),
  }
}

export const hostileId = 'hostile'
/** It has no right to be known. */
export const foreignId = 'foreign'

async function pemOf(material: Material, authority: Pair, nodeId: string): Promise<ClientPem> {
  const { cert, key } = await issueClient(authority, { kind: 'node', clusterId: material.clusterId, nodeId }, 30)
  return { ca: Buffer.from(material.trusted), cert: Buffer.from(cert), key: Buffer.from(key) }
}
