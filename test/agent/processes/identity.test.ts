// What the kernel says of a start, and what is made of it: kinds of programs that not every machine can be made to run.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { noProc, openProc, type Proc } from '../../../agent/host/proc.ts'
import { digestLimits, openDigests } from '../../../agent/processes/digests.ts'
import { openGenealogy } from '../../../agent/processes/genealogy.ts'
import { openResolver } from '../../../agent/processes/identity.ts'
import { readLive } from '../../../agent/processes/live.ts'
import { openPackages } from '../../../agent/processes/packages.ts'
import { openPlaces } from '../../../agent/processes/places.ts'
import { openViews } from '../../../agent/processes/views.ts'
import { temporary } from '../../support/collector.ts'

const proc = openProc('/')
const own = process.pid
const isLinux = process.platform === 'linux'

function resolver() {
  return openResolver({
    ...{ prefix: '/', proc, views: openViews('/', proc), packages: openPackages('/') },
    ...{ digests: openDigests('/proc', digestLimits), withDigests: false },
  })
}

/** A file for an interpreter that only the kernel's own table names (binfmt_misc): its first line says nothing. */
function foreign(): string {
  const path = join(temporary(), 'program.wasm')
  writeFileSync(path, '\0asm\x01\0\0\0', { mode: 0o755 })
  return path
}

test.skipIf(!isLinux).each([
  ['while it runs', true, 'process'],
  ['that is gone', false, 'late'],
])('a file for an interpreter that the kernel chooses, %s', async (_, isAlive, pathSource) => {
  const file = foreign()
  const question = {
    ...{ pid: own, filename: Buffer.from(file), interpreter: Buffer.from(process.execPath), sees: '' },
    ...{ live: isAlive ? readLive(proc, own) : undefined, relatives: [own] },
  }
  expect(await resolver().resolve(question)).toMatchObject({
    ...{ filename: file, path: process.execPath, pathSource, script: { path: file, by: 'kernel' } },
  })
})

test.skipIf(!isLinux)(
  'where the kernel does not say which one, the file is told, and that it was not seen to run',
  async () => {
    const file = foreign()
    const question = { pid: own, filename: Buffer.from(file), interpreter: undefined, sees: '', relatives: [own] }
    const told = { filename: file, path: file, pathSource: 'late', script: undefined }
    expect(await resolver().resolve({ ...question, live: readLive(proc, own) })).toMatchObject(told)
  },
)

test('what is about to be executed counts for the next start alone', () => {
  const dead: Proc = noProc
  const genealogy = openGenealogy(dead, openPlaces('0::/', '/'), new Set(['exec', 'fork', 'prepare', 'newtask']))
  const at = { time: 1, thread: 0, pid: 100 }
  const file = { filename: Buffer.from('/bin/program'), interpreter: Buffer.from('/usr/bin/qemu') }
  const exec = { kind: 'exec', ...at, filename: file.filename } as const
  const starts = genealogy.apply([{ kind: 'prepare', ...at, ...file }, exec, exec])
  expect(starts.map(({ interpreter }) => interpreter?.toString())).toEqual(['/usr/bin/qemu', undefined])
})

test.skipIf(!isLinux)('names that lead elsewhere for each process lead nowhere for one that is gone', async () => {
  for (const name of [
    '/dev/fd/0',
    '/proc/self/exe',
    '/proc/self/fd/0',
    `/proc/${own}/exe`,
    '/proc/thread-self/cwd/x',
  ]) {
    const question = { pid: 0, filename: Buffer.from(name), interpreter: undefined, live: undefined, sees: '' }
    expect(await resolver().resolve({ ...question, relatives: [own] })).toMatchObject({
      ...{ path: name, pathSource: 'unresolved', layer: 'unknown' },
    })
  }
})
