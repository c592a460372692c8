import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { absent, seen } from '../../agent/host/look.ts'
import { readArguments } from '../../agent/parse/sshd/commandline.ts'
import { expandGlob } from '../../agent/parse/sshd/glob.ts'
import { aliases, keywords } from '../../agent/parse/sshd/keywords.ts'
import {
  type Connection,
  type Explained,
  explainSshdConfig,
  readSshdConfig,
  type SshdConfiguration,
  type SshdFiles,
} from '../../agent/parse/sshdconfig.ts'
import { fromValue, type Plain } from '../../proto/value.ts'
import type { RealSshd } from './sshd.ts'

// A configuration is given to a real sshd (`sshd -T`) and to the parser, and they are compared setting by setting.

const perLine = new Set([
  ...[
    'acceptenv',
    'allowgroups',
    'allowusers',
    'denygroups',
    'denyusers',
    'hostcertificate',
    'hostkey',
    'listenaddress',
  ],
  ...['port', 'setenv', 'subsystem'],
])
/** Nothing in a configuration says these: they depend on how sshd was built. */
const builtIn = [
  ...['gssapikexalgorithms', 'ipqos', 'modulifile', 'pidfile', 'sshdauthpath', 'sshdsessionpath', 'xauthlocation'],
]

const diskFiles: SshdFiles = {
  read: async (path) => {
    try {
      return seen(readFileSync(path, 'utf8'))
    } catch {
      return absent
    }
  },
  glob: (pattern) =>
    expandGlob(pattern, {
      names: async (path) => {
        try {
          return seen(readdirSync(path))
        } catch {
          return absent
        }
      },
      exists: async (path) => seen(readdirSync(join(path, '..')).includes(path.split('/').at(-1) as string)),
    }),
}

function configurationOf(sshd: RealSshd, directory: string, args: readonly string[]): SshdConfiguration {
  const version = /^(?:\d+:)?([\d.]+p\d+)/.exec(sshd.package)?.[1] as string
  const release = { version, package: sshd.package }
  return { path: join(directory, 'sshd_config'), options: readArguments(args).options, release, files: diskFiles }
}

/** Output of `sshd -T` in the shape of settings. */
function expected(output: string): Map<string, Plain> {
  const lines = new Map<string, string[]>()
  for (const line of output.split('\n').filter((each) => /^[a-z0-9]+ ./.test(each))) {
    const [written = '', ...rest] = line.split(' ')
    const name = aliases[written]?.keyword ?? written
    if (Object.hasOwn(keywords, name)) lines.set(name, [...(lines.get(name) ?? []), rest.join(' ')])
  }
  const values = [...lines].map(([name, all]) => [name, shape(name, all)] as const)
  return new Map([...[...perLine].map((name) => [name, [] as Plain] as const), ...values])
}

function shape(name: string, all: string[]): Plain {
  const [one = ''] = all
  if (name === 'port') return all.map(Number)
  if (name === 'setenv') return all.map((each) => each.split('=')[0] as string)
  if (name === 'listenaddress') return all.sort()
  if (perLine.has(name)) return all
  if (keywords[name]?.algorithms || name === 'gssapikexalgorithms') return one.split(',')
  if (['authenticationmethods', 'authorizedkeysfile', 'channeltimeout', 'logverbose', 'permitlisten'].includes(name))
    return one.split(' ')
  if (['permitopen', 'persourcepenalties', 'pubkeyauthoptions', 'revokedkeys'].includes(name)) return one.split(' ')
  if (name === 'permitrootlogin') return one.replace('without-password', 'prohibit-password')
  if (name === 'unusedconnectiontimeout') return one === 'none' ? 0 : Number(one)
  return /^(client|login|maxa|maxse|required|x11displayo)/.test(name) ? Number(one) : one
}

/** What the parser says; of settings that are unknown, nothing. */
function actual(settings: Explained['settings']): Map<string, Plain> {
  const known = settings.filter((each) => !each.unknown)
  const values = known.map((each) => [each.path ?? '', fromValue(each.value) as Plain] as const)
  return new Map(
    values.map(([name, value]) => [name, name === 'listenaddress' ? [...(value as string[])].sort() : value]),
  )
}

export interface Case {
  readonly name: string
  readonly main: string
  readonly files?: Readonly<Record<string, string>>
  readonly args?: readonly string[]
  /** All of it known; without one, no conditional block holds. */
  readonly connection?: Connection
  /** The conditional blocks that hold for it, by their number. */
  readonly blocks?: readonly number[]
}

/** Nobody: a connection for which no criterion holds, as `sshd -T` without `-C` has it. */
const nobody: Connection = {
  user: '',
  groups: [],
  host: '',
  address: '',
  localAddress: '',
  localPort: 0,
  rdomain: '',
  version: '',
  invalidUser: false,
}

function connectionArguments(connection: Connection | undefined): string[] {
  if (connection === undefined) return []
  const { user, host, address, localAddress, localPort } = connection
  return ['-C', `user=${user},host=${host},addr=${address},laddr=${localAddress},lport=${localPort}`]
}

/** Where one block holds, its settings over those for everyone are what holds: that is how rules read them. */
async function compareBlock(
  configuration: SshdConfiguration,
  blocks: Explained['blocks'],
  wanted: ReadonlyMap<string, Plain>,
  about: string,
): Promise<void> {
  const holding = blocks.flatMap(({ holds }, at) => (holds ? [at] : []))
  const result = await readSshdConfig(configuration)
  if (holding.length > 1 || result.status !== 'loaded') return
  const { settings, matches } = result.loaded
  const got = new Map([...actual(settings), ...actual(holding.flatMap((at) => matches[at]?.settings ?? []))])
  for (const name of [...wanted.keys()].filter((key) => got.has(key)))
    expect({ [name]: got.get(name) }, `by its block: ${about}`).toEqual({ [name]: wanted.get(name) })
}

/** What a case comes to for the real sshd and for the parser: that they differ is an error that says where. */
export async function compare(sshd: RealSshd, each: Case): Promise<'loaded' | 'refused'> {
  const directory = sshd.write({ ...each.files, sshd_config: `HostKey ${sshd.hostKey}\n${each.main}` })
  const args = (each.args ?? []).map((arg) => arg.replaceAll('@', directory))
  const answer = await sshd.ask(directory, [...args, ...connectionArguments(each.connection)])
  const connection = each.connection ?? nobody
  const result = await explainSshdConfig(configurationOf(sshd, directory, args), connection)
  const about = `${each.main}\n${JSON.stringify([each.files ?? {}, args, connection])}`
  if (!answer.ok) {
    expect(result.status, `sshd refuses it: ${answer.output}\n${about}`).toBe('refused')
    // Of what sshd says of lines that it ignores, nothing.
    const complaints = answer.output.replaceAll(/^.*(?:Deprecated|Unsupported) option.*$/gm, '')
    const line = / line (\d+)/.exec(complaints.replace(/^.*: line (\d+)/m, ' line $1'))?.[1]
    if (line && result.status === 'refused')
      expect(result.refusal.where, about).toMatch(new RegExp(`line ${line}$|^command line$`))
    return 'refused'
  }
  if (result.status !== 'explained') throw new Error(`sshd loads it, but: ${JSON.stringify(result)}\n${about}`)
  const { settings, blocks } = result.explained
  const wanted = expected(answer.output)
  const got = actual(settings)
  for (const name of [...wanted.keys()].filter((key) => !builtIn.includes(key) || got.has(key)))
    expect({ [name]: got.get(name) }, about).toEqual({ [name]: wanted.get(name) })
  const unset = settings.filter((setting) => setting.unknown).map((setting) => setting.path)
  expect(unset.filter((name) => !builtIn.includes(name as string))).toEqual([])
  await compareBlock(configurationOf(sshd, directory, args), blocks, wanted, about)
  if (each.blocks) expect(blocks.flatMap(({ holds }, at) => (holds ? [at] : []))).toEqual(each.blocks)
  return 'loaded'
}
