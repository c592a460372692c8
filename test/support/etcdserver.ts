import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { debianPackage } from './debian.ts'
import { freePort } from './port.ts'

/** A real etcd that serves on loopback. */
export interface RealEtcd {
  readonly clientPort: number
  readonly peerPort: number
  /** What it was told, with the paths of `files` as they are below `/etc/etcd`. */
  readonly args: readonly string[]
}

/**
 * Starts etcd of Debian's packages with TLS for clients and for peers, and waits until it serves. It ends with the test.
 * `@` in an argument is the directory with the files. Throws with its last words when it ends before.
 */
export async function startEtcd(files: Readonly<Record<string, string>>, args: readonly string[]): Promise<RealEtcd> {
  const directory = mkdtempSync(join(tmpdir(), 'merlon-etcd-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text, { mode: 0o600 })
  const [clientPort, peerPort] = [await freePort(), await freePort()]
  const [client, peer] = [`https://127.0.0.1:${clientPort}`, `https://127.0.0.1:${peerPort}`]
  const told = [
    ...[`--listen-client-urls=${client}`, `--advertise-client-urls=${client}`],
    ...[`--listen-peer-urls=${peer}`, `--initial-advertise-peer-urls=${peer}`, `--initial-cluster=default=${peer}`],
    ...args,
  ]
  const own = told.map((each) => each.replaceAll('@', directory))
  const program = join(debianPackage('etcd-server'), 'usr/bin/etcd')
  const child = spawn(program, [...own, `--data-dir=${join(directory, 'data')}`], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = new Promise<void>((done) => child.on('exit', () => done()))
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
    rmSync(directory, { recursive: true, force: true })
  })
  let words = ''
  await new Promise<void>((done, fail) => {
    child.on('error', fail)
    child.on('exit', () => fail(new Error(`etcd ended: ${words.slice(-2000)}`)))
    child.stderr.on('data', (part: Buffer) => {
      words = `${words}${part}`.slice(-100_000)
      if (words.includes('ready to serve client requests')) done()
    })
  })
  return { clientPort, peerPort, args: told.map((each) => each.replaceAll('@', '/etc/etcd')) }
}
