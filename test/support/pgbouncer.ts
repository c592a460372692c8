import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { debianPackage } from './debian.ts'
import { isRoot } from './fixture.ts'
import { spawnBound } from './postgres.ts'

const nobody = 65534

/** Why there is no PgBouncer here; undefined where there is one. */
export function whyNoPgBouncer(): string | undefined {
  try {
    debianPackage('pgbouncer')
    return undefined
  } catch (error) {
    return `PgBouncer of Debian's packages cannot be had: ${(error as Error).message}`
  }
}

/**
 * Starts PgBouncer in transaction mode in front of the server of a URL, with so few connections that transactions of one
 * client are on different ones. Returns the URL of the same database through it.
 */
export async function startPgBouncer(url: string): Promise<{ url: string; stop(): Promise<void> }> {
  const directory = mkdtempSync(join(tmpdir(), 'merlon-pgb-'))
  const server = new URL(url).searchParams.get('host')
  const file = join(directory, 'pgbouncer.ini')
  writeFileSync(
    file,
    `[databases]
* = host=${server} port=5432 user=merlon
[pgbouncer]
pool_mode = transaction
default_pool_size = 3
auth_type = any
listen_port = 5432
server_login_retry = 1
listen_addr =
unix_socket_dir = ${directory}
`,
  )
  if (isRoot) for (const each of [directory, file]) chownSync(each, nobody, nobody)
  const unpacked = debianPackage('pgbouncer')
  const libraries = ['usr/lib/x86_64-linux-gnu', 'usr/lib/aarch64-linux-gnu'].map((each) => join(unpacked, each))
  const child = spawnBound([join(unpacked, 'usr/sbin/pgbouncer'), file], {
    ...(isRoot ? { uid: nobody, gid: nobody } : {}),
    cwd: directory,
    env: { ...process.env, LD_LIBRARY_PATH: libraries.join(':') },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<void>((done) => child.on('exit', () => done()))
  let words = ''
  await new Promise<void>((done, fail) => {
    child.on('error', fail)
    child.on('exit', () => fail(new Error(`PgBouncer ended: ${words}`)))
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (part: Buffer) => {
        words = `${words}${part}`.slice(-10_000)
        if (words.includes('process up')) done()
      })
  })
  const through = new URL(url)
  through.searchParams.set('host', directory)
  return {
    url: through.href,
    stop: async () => {
      child.kill('SIGKILL')
      await ended
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
