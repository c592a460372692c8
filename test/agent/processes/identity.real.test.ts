// What real programs are, as they start: by their files, their scripts and what they are called.
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test, vi } from 'vitest'
import type { ProcessObservation } from '../../../agent/processes/observation.ts'
import { copyOf, directory, hasPerl, missing, running, sharedFollowing } from '../../support/following.ts'

const real = test.skipIf(missing !== '')
const withPerl = test.skipIf(missing !== '' || !hasPerl)

const signals = ({ signals: all }: ProcessObservation) => all.filter((each) => each !== 'world-writable-directory')

real.each<[string, (program: string) => string]>([
  ['a link', (program) => linked(program, `${program}-link`)],
  ['a chain of links', (program) => linked(linked(program, `${program}-a`), `${program}-b`)],
  ['a relative name', (program) => `./${basename(program)}`],
  ['a name with ..', (program) => `${directory}/../${program.split('/').slice(-2).join('/')}`],
])('the path behind %s', async (_, nameOf) => {
  const { starts } = sharedFollowing()
  const program = copyOf('/bin/sleep')
  running(nameOf(program), ['600'], { cwd: directory, argv0: 'harmless' })
  const all = await starts(program)
  expect(all.map(({ path, pathSource }) => [path, pathSource])).toEqual([[program, 'process']])
})

function linked(target: string, name: string): string {
  symlinkSync(target, name)
  return name
}

real('a relative name and a link, resolved after the program was gone', async () => {
  const { starts } = sharedFollowing()
  const program = copyOf('/bin/true')
  symlinkSync(program, `${program}-link`)
  // The shell that started it is there still, and knows where it stands.
  running('/bin/sh', ['-c', `cd ${directory} && ./${basename(program)}-link; sleep 600; :`])
  const all = await starts(`${basename(program)}-link`)
  expect(all.map(({ path, pathSource }) => [path, pathSource])).toEqual([[program, 'late']])
})

real('scripts: the interpreter runs, the script is named', async () => {
  const { starts } = sharedFollowing()
  const script = join(directory, 'script.sh')
  writeFileSync(script, '#!/bin/sh\nsleep 600; :\n', { mode: 0o755 })
  running(script, [])
  running('/bin/sh', [script, '--password', 'hunter2'])
  const interpreter = execFileSync('readlink', ['-f', '/bin/sh']).toString().trim()
  await vi.waitFor(async () => expect(await starts(script)).toHaveLength(2), 60_000)
  const all = await starts(script)
  expect(all.map(({ path, script: each }) => [path, each])).toEqual([
    [interpreter, { path: script, by: 'kernel' }],
    [interpreter, { path: script, by: 'argument' }],
  ])
  expect(JSON.stringify(all)).not.toContain('hunter2')
})

real('a file that was deleted, and one that only seems so', async () => {
  const { starts } = sharedFollowing()
  const program = copyOf('/bin/sleep')
  const deleted = running(program)
  await vi.waitFor(
    () => expect(readFileSync(`/proc/${deleted.pid}/comm`, 'utf8').trim()).toBe(basename(program)),
    60_000,
  )
  unlinkSync(program)
  const named = copyOf('/bin/sleep', 'named (deleted)')
  running(named)
  expect((await starts(program)).map((each) => [each.path, each.layer, signals(each)])).toEqual([
    [program, 'deleted', ['deleted']],
  ])
  expect((await starts('named (')).map((each) => [each.path, each.layer === 'deleted', signals(each)])).toEqual([
    [named, false, ['forged-name']],
  ])
})

withPerl('a program in memory alone', async () => {
  const { starts } = sharedFollowing()
  const script =
    'my $n="secretly"; my $fd=syscall(319,$n,0); open(my $i,"<","/bin/sleep"); open(my $o,">&=",$fd); binmode $_ for $i,$o; local $/; print {$o} scalar(<$i>); $o->flush; exec {"/proc/self/fd/$fd"} "[kworker/0:1]","600"'
  running('perl', ['-MIO::Handle', '-e', script])
  const [start] = await starts('secretly')
  expect(start).toMatchObject({ path: '/memfd:secretly', layer: 'memfd', signals: ['memfd', 'forged-name'] })
})

/** execveat(2) of a descriptor that is open in perl, by no name or by one below it, with the name of the program as its only word. */
const byDescriptor = (file: string, below = '') =>
  `$^F=1000; sysopen(my $f,"${file}",0) or die; my $b="${below}"; my @w=("x","600"); my $w=pack("p2 Q",@w,0); my $e=pack("Q",0); syscall(322,fileno($f),$b,$w,$e,$b eq "" ? 0x1000 : 0)`

withPerl('by a descriptor of the file, and of its directory', async () => {
  const { starts, follower } = sharedFollowing()
  const [first, second, short] = [copyOf('/bin/sleep'), copyOf('/bin/sleep'), copyOf('/bin/true')]
  running('perl', ['-e', byDescriptor(first)])
  running('perl', ['-e', byDescriptor(directory, basename(second))])
  expect((await starts(first)).map(({ path, filename, pathSource }) => [path, filename, pathSource])).toEqual([
    [first, expect.stringMatching(/^\/dev\/fd\/\d+$/), 'process'],
  ])
  expect((await starts(second)).map(({ path, filename, pathSource }) => [path, filename, pathSource])).toEqual([
    [second, expect.stringMatching(/^\/dev\/fd\/\d+\/\d+-\d+p$/), 'process'],
  ])
  // Who has ended took its descriptors along: it is counted, and nothing is made up.
  const before = follower.loss().exeUnresolved
  execFileSync('perl', ['-e', byDescriptor(directory, basename(short))])
  const [gone] = await starts(`/${basename(short)}`)
  expect(gone).toMatchObject({ pathSource: 'unresolved', layer: 'unknown', digest: '', path: gone?.filename })
  expect(follower.loss().exeUnresolved).toBeGreaterThan(before)
})

real('a program that executed itself and was gone is what it was', async () => {
  const { starts } = sharedFollowing()
  const program = copyOf('/bin/bash')
  execFileSync(program, ['-c', 'exec /proc/self/exe -c :'])
  await vi.waitFor(async () => expect(await starts(program)).toHaveLength(2), 60_000)
  expect((await starts(program)).map(({ path, filename }) => [path, filename])).toEqual([
    [program, program],
    [program, '/proc/self/exe'],
  ])
})

real('the directory of everyone', async () => {
  const { starts } = sharedFollowing()
  const open = join(directory, 'open/deeper')
  mkdirSync(open, { recursive: true })
  chmodSync(join(directory, 'open'), 0o777)
  running(copyOf('/bin/sleep', 'inopen', open))
  expect((await starts('inopen'))[0]?.signals).toContain('world-writable-directory')
})
