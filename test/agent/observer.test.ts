import { chmodSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Inspector, Observation } from '../../agent/inspect/inspector.ts'
import { listeners } from '../../agent/inspect/listeners.ts'
import type { Look } from '../../agent/inspect/observe.ts'
import { type ObserverOptions, startObserver } from '../../agent/observer.ts'
import type { Domain, FilesFact } from '../../proto/index.ts'
import { decodeObservation, viewOf } from '../../proto/view.ts'
import { eventually } from '../support/collector.ts'
import { type HostSpec, makeHost, writeHost } from '../support/host.ts'
import { type TableRow, tcpTable, udpTable } from '../support/nettable.ts'

const timing = { passInterval: 60_000, settle: 10, pause: 10, processInterval: 25 }
const shadow = '/etc/shadow'

/** Tells the mode of one file. */
const files: Inspector<'files'> = {
  ...{ domain: 'files', schema: 1, reads: [] },
  inspect: async (host) => {
    const look = await host.root.stat(shadow)
    if (look.status !== 'observed') return look.status === 'absent' ? { status: 'absent' } : look
    const mode = { value: look.value.mode.toString(8).padStart(4, '0'), source: `stat ${shadow}` }
    return { status: 'observed', fact: { items: [{ path: shadow, mode }] } } as Observation<FilesFact>
  },
}

/** Counts how often it looked. */
function counting(processes?: readonly string[]): Inspector<'ssh'> & { readonly looks: () => number } {
  let count = 0
  const inspect = async () => {
    count += 1
    return { status: 'absent' } as const
  }
  return {
    ...{ domain: 'ssh', schema: 1, reads: [] },
    inspect,
    ...(processes ? { processes } : {}),
    looks: () => count,
  }
}

async function start(spec: HostSpec, inspectors: readonly Inspector[], more: Partial<ObserverOptions> = {}) {
  const root = makeHost(spec)
  const changes: Look[] = []
  const observer = startObserver({ prefix: root, inspectors, timing, changed: (look) => changes.push(look), ...more })
  onTestFinished(() => observer.stop())
  await observer.ready
  return { root, observer, changes, change: (domain: Domain) => changes.findLast((each) => each.domain === domain) }
}

function fact(look: Look | undefined): string {
  return JSON.stringify(look ? viewOf(decodeObservation(look.bytes)) : undefined)
}

test('the first pass sees every domain, and each is told of once', async () => {
  const { observer, changes } = await start({ files: { [shadow]: { mode: '0600' } } }, [files, counting()])
  expect([...observer.looks().keys()]).toEqual(['files', 'ssh'])
  expect(changes.map((each) => each.domain)).toEqual(['files', 'ssh'])
  expect(observer.degraded()).toEqual([])
  expect(fact(observer.looks().get('files'))).toContain('"value":"0600"')
})

test('a chmod arrives by itself', async () => {
  const { root, change } = await start({ files: { [shadow]: { mode: '0600' } } }, [files])
  chmodSync(join(root, shadow), 0o644)
  await eventually(
    () => fact(change('files')),
    (text) => text.includes('"value":"0644"'),
    3000,
  )
})

test('of a domain that is not watched only a full pass sees what changed', async () => {
  const spec = { files: { [shadow]: { mode: '0600' } } }
  const { root, observer, change } = await start(spec, [{ ...files, unwatched: true }, counting()])
  chmodSync(join(root, shadow), 0o640)
  await observer.rescan(['ssh'])
  expect(fact(change('files'))).toContain('"value":"0600"')
  await observer.rescan()
  expect(fact(change('files'))).toContain('"value":"0640"')
})

test('a file that appears where there was none arrives by itself', async () => {
  const { root, observer, change } = await start({}, [files])
  expect(fact(observer.looks().get('files'))).toContain('"status":"failed","reason":"the host\'s root is not mounted')
  mkdirSync(join(root, 'etc'))
  writeFileSync(join(root, shadow), '', { mode: 0o600 })
  await eventually(
    () => fact(change('files')),
    (text) => text.includes('"value":"0600"'),
    3000,
  )
})

test('only a new hash is told of', async () => {
  const { root, observer, changes } = await start({ files: { [shadow]: { mode: '0600' } } }, [files])
  writeFileSync(join(root, shadow), 'other content, same mode')
  await observer.rescan()
  await observer.rescan(['files'])
  expect(changes).toHaveLength(1)
  chmodSync(join(root, shadow), 0o640)
  await observer.rescan(['files'])
  expect(changes).toHaveLength(2)
  expect(observer.looks().get('files')).toBe(changes[1])
})

test('a rescan looks at what is asked for, and ends when that is done', async () => {
  const ssh = counting()
  const { root, observer, change } = await start({ files: { [shadow]: { mode: '0600' } } }, [files, ssh])
  expect(ssh.looks()).toBe(1)
  chmodSync(join(root, shadow), 0o604)
  await observer.rescan(['files'])
  expect(fact(change('files'))).toContain('"value":"0604"')
  expect(ssh.looks()).toBe(1)
  await observer.rescan()
  expect(ssh.looks()).toBe(2)
})

test('a full pass comes whatever the events said', async () => {
  const ssh = counting()
  await start({}, [ssh], { timing: { ...timing, passInterval: 30 } })
  await eventually(ssh.looks, (looks) => looks >= 3)
})

const sshd = { pid: 700, argv: ['/usr/sbin/sshd', '-D'] }

test.each<[string, HostSpec, (root: string) => void, boolean]>([
  ['starts', {}, (root) => writeHost(root, { processes: [sshd] }), true],
  [
    'has a longer name than the kernel keeps starts',
    {},
    (root) => writeHost(root, { processes: [{ pid: 701, argv: ['/usr/local/bin/kube-controller-manager'] }] }),
    true,
  ],
  ['ends', { processes: [sshd] }, (root) => rmSync(join(root, 'proc/700'), { recursive: true }), true],
  ['of another name starts', {}, (root) => writeHost(root, { processes: [{ ...sshd, argv: ['/bin/cron'] }] }), false],
])('a process that %s wakes the inspectors that depend on it', async (_name, spec, act, wakes) => {
  const ssh = counting(['sshd', 'kube-controller-manager'])
  const other = { ...counting(['kubelet']), domain: 'kubelet' } as Inspector & { looks(): number }
  const { root } = await start(spec, [ssh, other])
  act(root)
  if (wakes) await eventually(ssh.looks, (looks) => looks === 2, 3000)
  await new Promise((done) => setTimeout(done, 100))
  expect([ssh.looks(), other.looks()]).toEqual([wakes ? 2 : 1, 1])
})

test('a socket that is closed, or opened, by a process that goes on arrives by itself', async () => {
  const socket = { port: 8080, inode: 501 }
  const net = { tcp: tcpTable(socket), udp: udpTable() }
  const { root, change } = await start({ processes: [{ pid: 1, argv: ['/sbin/init'], net }] }, [listeners])
  const table = (...rows: TableRow[]) => writeFileSync(join(root, 'proc/1/net/tcp'), tcpTable(...rows))
  const told = () => fact(change('listeners'))
  expect(told()).toContain('tcp/0.0.0.0:8080')
  table()
  await eventually(told, (text) => !text.includes('tcp/0.0.0.0:8080'), 3000)
  table(socket)
  await eventually(told, (text) => text.includes('tcp/0.0.0.0:8080'), 3000)
})

test('a stamp that cannot be told is no news', async () => {
  const stamps = ['a', undefined, 'a', 'b', 'b', undefined, 'b']
  const ssh = counting()
  await start({}, [{ ...ssh, stamp: () => stamps.shift() }])
  await eventually(
    () => stamps.length,
    (left) => left === 0,
  )
  await eventually(ssh.looks, (looks) => looks === 2)
})

test('a process that starts during the first pass is not overlooked', async () => {
  const ssh = counting(['sshd'])
  let root = ''
  const slow: Inspector = {
    ...{ domain: 'node', schema: 1, reads: [] },
    inspect: async () => {
      if (ssh.looks() > 0) writeHost(root, { processes: [sshd] })
      return { status: 'absent' }
    },
  }
  root = makeHost({ processes: [{ pid: 1, argv: ['/sbin/init'] }] })
  const observer = startObserver({ prefix: root, inspectors: [ssh, slow], timing, changed: () => undefined })
  onTestFinished(() => observer.stop())
  await observer.ready
  await eventually(ssh.looks, (looks) => looks === 2, 3000)
})

test.each<[string, Inspector['inspect'], RegExp]>([
  [
    'throws',
    () => Promise.reject(new Error('no such thing')),
    /"failed","reason":"the inspector has a bug: no such thing"/,
  ],
  [
    'throws before it began',
    () => {
      throw new Error('at once')
    },
    /the inspector has a bug: at once/,
  ],
  [
    'tells what cannot be encoded',
    async () => ({ status: 'observed', fact: deep() }) as never,
    /the fact cannot be encoded/,
  ],
])('an inspector that %s fails alone, and the agent goes on', async (_name, inspect, expected) => {
  const broken = { domain: 'kubelet', schema: 1, reads: [], inspect } as Inspector
  const { observer } = await start({ files: { [shadow]: { mode: '0600' } } }, [broken, files])
  expect(fact(observer.looks().get('kubelet'))).toMatch(expected)
  expect(fact(observer.looks().get('files'))).toContain('0600')
})

function deep(): object {
  let value: object = { bool: true }
  for (let depth = 0; depth < 200; depth += 1) value = { list: { values: [value] } }
  return { configuration: [{ path: 'a', value }] }
}

test('when it stops everything stops: no watch, no timer, no look', async () => {
  const before = inotify()
  const ssh = counting(['sshd'])
  const { root, observer } = await start({ files: { [shadow]: { mode: '0600' } } }, [files, ssh])
  await eventually(inotify, (count) => count > before)
  await observer.stop()
  expect(inotify()).toBe(before)
  const looks = ssh.looks()
  chmodSync(join(root, shadow), 0o666)
  writeHost(root, { processes: [sshd] })
  await new Promise((done) => setTimeout(done, 120))
  expect(ssh.looks()).toBe(looks)
  expect(process.getActiveResourcesInfo().filter((each) => each === 'FSEventWrap')).toEqual([])
})

test('stopping ends what waits for a look', async () => {
  const { observer } = await start({}, [counting()])
  const waiting = observer.rescan()
  await observer.stop()
  await waiting
  expect(observer.looks().size).toBe(1)
})

test('asked for a look after it stopped, or for a look at nothing, it does not wait for ever', async () => {
  const { observer } = await start({}, [counting()])
  await observer.rescan([])
  await observer.stop()
  await observer.rescan()
  expect(observer.looks().size).toBe(1)
})

/** Watches of the kernel that this process holds. */
function inotify(): number {
  let count = 0
  for (const descriptor of readdirSync('/proc/self/fd')) {
    try {
      if (!readlinkSync(`/proc/self/fd/${descriptor}`).includes('inotify')) continue
      count += readFileSync(`/proc/self/fdinfo/${descriptor}`, 'utf8')
        .split('\n')
        .filter((line) => line.startsWith('inotify')).length
    } catch {
      // It was closed meanwhile.
    }
  }
  return count
}
