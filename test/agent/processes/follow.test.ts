import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmdirSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, expect, onTestFinished, test, vi } from 'vitest'
import { prepareTrace, removeTrace } from '../../../agent/host/prepare.ts'
import { type Follower, type FollowOptions, openFollower } from '../../../agent/processes/follow.ts'
import type { ProcessObservation } from '../../../agent/processes/observation.ts'
import { openSource } from '../../../agent/processes/source.ts'
import { isRoot } from '../../support/host.ts'
import { openTracefs, scratch } from '../../support/tracefs.ts'

const tracefs = await openTracefs()
if (typeof tracefs === 'string') console.warn(`not run: ${tracefs}`)
const real = test.skipIf(typeof tracefs === 'string')
const directory = scratch()
chmodSync(directory, 0o755)
let count = 0

/** One for most tests: their programs have names of their own. */
let shared: Following | undefined
const theShared = () => (shared ??= following({ digests: true }, (clean) => cleaning.push(clean)))
const cleaning: (() => void)[] = []
afterAll(() => {
  for (const clean of cleaning) clean()
})

interface Following {
  readonly follower: Follower
  /** Reads to the end of what happened and gives the starts of executables or scripts whose path has this in it. */
  starts(part: string): Promise<ProcessObservation[]>
}

function following(
  options: Partial<FollowOptions> = {},
  whenDone: (clean: () => void) => void = onTestFinished,
): Following {
  const name = `merlon-test-${process.pid}-f${(count += 1)}`
  const at = { status: 'observed', value: typeof tracefs === 'string' ? '' : tracefs.directory } as const
  expect(prepareTrace(at.value, name).status).toBe('observed')
  const source = openSource(at, name)
  whenDone(() => {
    source.trace?.close()
    removeTrace(at.value, name)
  })
  expect(source).toMatchObject({ source: 'events', reason: '' })
  const told: ProcessObservation[] = []
  const follower = openFollower({
    ...{ prefix: '/', source, commandLines: 'redacted', digests: false },
    ...options,
    started: (each) => void told.push(each),
  })
  return {
    follower,
    starts: async (part) => {
      // What happened until now is before what is read now, once the clock has gone on.
      await vi.waitFor(async () => {
        await follower.step()
        expect(
          told.some(({ path, script, filename }) =>
            [path, script?.path, filename].some((each) => each?.includes(part)),
          ),
        ).toBe(true)
      }, 60_000)
      return told.filter(({ path, script, filename }) =>
        [path, script?.path, filename].some((each) => each?.includes(part)),
      )
    },
  }
}

/** A copy of a program that nobody else runs, so that its starts are known by its name. */
function copyOf(program: string, name = `p${(count += 1)}`, where = directory): string {
  const path = join(where, name)
  copyFileSync(program, path)
  chmodSync(path, 0o755)
  return path
}

/** Starts something that runs on until the test ends. */
function running(
  file: string,
  args: readonly string[] = ['600'],
  options: Parameters<typeof spawn>[2] = {},
): ChildProcess {
  const child = spawn(file, args, { stdio: 'ignore', ...options })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

const signals = ({ signals: all }: ProcessObservation) => all.filter((each) => each !== 'world-writable-directory')

real('a running program: path, user, capabilities, arguments, makers', async () => {
  const { starts } = theShared()
  const program = copyOf('/bin/sleep')
  const child = running(program, ['600'], { uid: 1234, gid: 1234 })
  const [start] = await starts(program)
  expect(start).toMatchObject({
    ...{ pid: child.pid, path: program, pathSource: 'process', uid: 1234, uidSource: 'read', filename: program },
    ...{ capabilities: '0000000000000000', commandLine: [program, '600'], session: false, script: undefined },
    ...{ digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/), digestNote: '' },
    ...{ layer: existsSync('/var/lib/dpkg/info') ? 'host-unpackaged' : 'unknown' },
  })
  expect(start?.creators[0]).toMatchObject({ pid: process.pid, path: process.execPath })
  expect(start?.digest).toBe(`sha256:${execFileSync('sha256sum', ['/bin/sleep']).toString().slice(0, 64)}`)
})

real('programs that end before anyone can look are all seen, with their path and user', async () => {
  const { starts, follower } = theShared()
  const program = copyOf('/bin/true')
  execFileSync('/bin/sh', ['-c', `i=0; while [ $i -lt 300 ]; do ${program}; i=$((i+1)); done`])
  await vi.waitFor(async () => expect(await starts(program)).toHaveLength(300), 60_000)
  const all = await starts(program)
  expect(new Set(all.map(({ path, uid }) => `${path} ${uid}`))).toEqual(new Set([`${program} 0`]))
  expect(new Set(all.map(({ pid, start }) => `${pid} ${start}`)).size).toBe(300)
  expect(follower.loss()).toMatchObject({ ringLost: 0, overflow: 0, pidReuseRejected: 0, notUnderstood: 0 })
})

real.each<[string, (program: string) => string]>([
  ['a link', (program) => linked(program, `${program}-link`)],
  ['a chain of links', (program) => linked(linked(program, `${program}-a`), `${program}-b`)],
  ['a relative name', (program) => `./${program.split('/').at(-1)}`],
  ['a name with ..', (program) => `${directory}/../${program.split('/').slice(-2).join('/')}`],
])('the path behind %s', async (_, nameOf) => {
  const { starts } = theShared()
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
  const { starts } = theShared()
  const program = copyOf('/bin/true')
  symlinkSync(program, `${program}-link`)
  // The shell that started it is there still, and knows where it stands.
  running('/bin/sh', ['-c', `cd ${directory} && ./${program.split('/').at(-1)}-link; sleep 600; :`])
  const all = await starts(`${program.split('/').at(-1)}-link`)
  expect(all.map(({ path, pathSource }) => [path, pathSource])).toEqual([[program, 'late']])
})

real('scripts: the interpreter runs, the script is named', async () => {
  const { starts } = theShared()
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

real('a file that was deleted, one that only seems so, and one in memory', async () => {
  const { starts } = theShared()
  const program = copyOf('/bin/sleep')
  const deleted = running(program)
  await vi.waitFor(() =>
    expect(readFileSync(`/proc/${deleted.pid}/comm`, 'utf8').trim()).toBe(program.split('/').at(-1)),
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

const perl = spawnSync('perl', ['-v']).status === 0 && process.arch === 'x64'
if (!perl) console.warn('not run: memory files need perl on x86-64')

test.skipIf(typeof tracefs === 'string' || !perl)('a program in memory alone', async () => {
  const { starts } = theShared()
  const script =
    'my $n="secretly"; my $fd=syscall(319,$n,0); open(my $i,"<","/bin/sleep"); open(my $o,">&=",$fd); binmode $_ for $i,$o; local $/; print {$o} scalar(<$i>); $o->flush; exec {"/proc/self/fd/$fd"} "[kworker/0:1]","600"'
  running('perl', ['-MIO::Handle', '-e', script])
  const [start] = await starts('secretly')
  expect(start).toMatchObject({ path: '/memfd:secretly', layer: 'memfd', signals: ['memfd', 'forged-name'] })
})

/** execveat(2) of a descriptor that is open in perl, by no name or by one below it, with the name of the program as its only word. */
const byDescriptor = (file: string, below = '') =>
  `$^F=1000; sysopen(my $f,"${file}",0) or die; my $b="${below}"; my @w=("x","600"); my $w=pack("p2 Q",@w,0); my $e=pack("Q",0); syscall(322,fileno($f),$b,$w,$e,$b eq "" ? 0x1000 : 0)`

test.skipIf(typeof tracefs === 'string' || !perl)('by a descriptor of the file, and of its directory', async () => {
  const { starts, follower } = theShared()
  const [first, second, short] = [copyOf('/bin/sleep'), copyOf('/bin/sleep'), copyOf('/bin/true')]
  const name = (path: string) => path.split('/').at(-1) as string
  running('perl', ['-e', byDescriptor(first)])
  running('perl', ['-e', byDescriptor(directory, name(second))])
  expect((await starts(first)).map(({ path, filename, pathSource }) => [path, filename, pathSource])).toEqual([
    [first, expect.stringMatching(/^\/dev\/fd\/\d+$/), 'process'],
  ])
  expect((await starts(second)).map(({ path, filename, pathSource }) => [path, filename, pathSource])).toEqual([
    [second, expect.stringMatching(/^\/dev\/fd\/\d+\/p\d+$/), 'process'],
  ])
  // Who has ended took its descriptors along: it is counted, and nothing is made up.
  const before = follower.loss().exeUnresolved
  execFileSync('perl', ['-e', byDescriptor(directory, name(short))])
  const [gone] = await starts(`/${name(short)}`)
  expect(gone).toMatchObject({ pathSource: 'unresolved', layer: 'unknown', digest: '', path: gone?.filename })
  expect(follower.loss().exeUnresolved).toBeGreaterThan(before)
})

real('a program that executed itself and was gone is what it was', async () => {
  const { starts } = theShared()
  const program = copyOf('/bin/bash')
  execFileSync(program, ['-c', 'exec /proc/self/exe -c :'])
  await vi.waitFor(async () => expect(await starts(program)).toHaveLength(2), 60_000)
  expect((await starts(program)).map(({ path, filename }) => [path, filename])).toEqual([
    [program, program],
    [program, '/proc/self/exe'],
  ])
})

real('the directory of everyone', async () => {
  const { starts } = theShared()
  const open = join(directory, 'open/deeper')
  mkdirSync(open, { recursive: true })
  chmodSync(join(directory, 'open'), 0o777)
  running(copyOf('/bin/sleep', 'inopen', open))
  expect((await starts('inopen'))[0]?.signals).toContain('world-writable-directory')
})

real('a path too long for an event is told nevertheless', async () => {
  const { starts, follower } = theShared()
  const program = copyOf('/bin/sleep')
  // Known before: it was seen to start.
  const child = running('/bin/sh', ['-c', `read x; exec ${'/'.repeat(4060 - program.length)}${program} 600`], {
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  await vi.waitFor(async () => expect((await starts('/sh')).some(({ pid }) => pid === child.pid)).toBe(true), 60_000)
  child.stdin?.write('\n')
  const [start] = await starts(program)
  expect(start).toMatchObject({
    pid: child.pid,
    path: program,
    filename: '',
    signals: expect.arrayContaining(['exec-without-event']),
  })
  expect(follower.loss().execWithoutEvent).toBeGreaterThan(0)
})

real('one that was gone at once may have been such a one', async () => {
  const { starts } = theShared()
  const program = copyOf('/bin/true')
  expect(spawnSync(`${'/'.repeat(4060 - program.length)}${program}`).status).toBe(0)
  await vi.waitFor(async () => {
    const all = await starts('')
    expect(
      all.some(
        ({ signals: each, creators }) =>
          each.includes('exec-without-event-possible') && creators[0]?.pid === process.pid,
      ),
    ).toBe(true)
  }, 60_000)
})

real('a program with threads of other names becomes another one: one start', async () => {
  const { starts } = theShared()
  const program = copyOf('/bin/sleep')
  running(process.execPath, ['-e', `process.execve("${program}", ["x", "600"], {})`])
  expect((await starts(program)).map(({ path, signals: each }) => [path, each.includes('exec-without-event')])).toEqual(
    [[program, false]],
  )
})

// ——— where a process belongs ———

const hierarchy = ['/sys/fs/cgroup', '/sys/fs/cgroup/unified', '/sys/fs/cgroup/pids'].find((each) =>
  existsSync(join(each, 'cgroup.procs')),
)
const withGroups = test.skipIf(typeof tracefs === 'string' || hierarchy === undefined)
if (isRoot && hierarchy === undefined) console.warn('not run: no control groups here')

/** Makes control groups, innermost last; removed when nothing runs in them any more. */
function group(path: string): string {
  const full = join(hierarchy as string, path)
  // Those above may be of a kubelet that runs here: only what was made is removed.
  const first = mkdirSync(full, { recursive: true })
  onTestFinished(async () => {
    for (const pid of readFileSync(join(full, 'cgroup.procs'), 'utf8').split('\n').filter(Boolean))
      process.kill(Number(pid), 'SIGKILL')
    await vi.waitFor(() => rmdirSync(full), 60_000)
    for (let above = full; first !== undefined && above !== first; ) {
      above = join(above, '..')
      rmdirSync(above)
    }
  })
  return full
}

const id = () => Array.from({ length: 64 }, () => Math.floor(Math.random() * 16).toString(16)).join('')
const uid = () => crypto.randomUUID()

withGroups('short-lived programs of a pod, of a unit, and of neither', async () => {
  const { starts } = theShared()
  const [pod, container] = [uid(), id()]
  const inPod = group(`kubepods/burstable/pod${pod}/${container}`)
  const inUnit = group('system.slice/merlon-test.service')
  const [a, b] = [copyOf('/bin/true'), copyOf('/bin/true')]
  const into = (where: string, program: string) =>
    execFileSync('/bin/sh', [
      '-c',
      `echo $$ > ${where}/cgroup.procs; i=0; while [ $i -lt 100 ]; do ${program}; i=$((i+1)); done`,
    ])
  into(inPod, a)
  into(inUnit, b)
  await vi.waitFor(async () => expect(await starts(a)).toHaveLength(100), 60_000)
  await vi.waitFor(async () => expect(await starts(b)).toHaveLength(100), 60_000)
  const placed = async (part: string) =>
    [...new Set((await starts(part)).map(({ place, attribution }) => JSON.stringify({ ...place, attribution })))].map(
      (each) => JSON.parse(each),
    )
  expect(await placed(a)).toEqual([{ place: 'pod', unit: '', pod, container, attribution: 'inherited' }])
  expect(await placed(b)).toEqual([
    { place: 'host', unit: 'merlon-test.service', pod: '', container: '', attribution: 'inherited' },
  ])
})

withGroups('a pod that makes the groups of another one below its own stays itself', async () => {
  const { starts } = theShared()
  const [pod, container] = [uid(), id()]
  const forged = group(`kubepods/burstable/pod${pod}/${container}/kubepods/pod${uid()}/${id()}`)
  const program = copyOf('/bin/true')
  execFileSync('/bin/sh', ['-c', `echo $$ > ${forged}/cgroup.procs; ${program}; :`])
  expect((await starts(program))[0]?.place).toMatchObject({ place: 'pod', pod, container })
})

withGroups('who comes into a container that runs already is in a session; its names are the kubelet’s', async () => {
  const root = join(directory, 'root')
  const [pod, container] = [uid(), id()]
  mkdirSync(join(root, `var/log/pods/shop_web-0_${pod}/app`), { recursive: true })
  mkdirSync(join(root, 'var/log/containers'), { recursive: true })
  writeFileSync(join(root, `var/log/containers/web-0_shop_app-${container}.log`), '')
  if (!existsSync(join(root, 'proc'))) symlinkSync('/proc', join(root, 'proc'))
  const { starts } = following({ prefix: root })
  const where = group(`kubepods/pod${pod}/${container}`)
  const [first, second] = [copyOf('/bin/sleep'), copyOf('/bin/sleep')]
  running('/bin/sh', ['-c', `echo $$ > ${where}/cgroup.procs; exec ${first} 600`])
  expect((await starts(first))[0]).toMatchObject({
    session: false,
    name: { namespace: 'shop', pod: 'web-0', container: 'app' },
  })
  running('/bin/sh', ['-c', `echo $$ > ${where}/cgroup.procs; exec ${second} 600`])
  expect((await starts(second))[0]).toMatchObject({ session: true, place: { pod, container } })
})

// ——— how a container runtime gets into a container ———

const inMemory = test.skipIf(typeof tracefs === 'string' || hierarchy === undefined || !perl)
const runtimeScript = resolve(import.meta.dirname, '../../support/runtime.pl')

/** A runtime of its own that executes its copy, and beyond it what is given here, in a container of its own. */
function contained(how: 'descriptor' | 'link', ...own: string[]) {
  const [pod, container] = [uid(), id()]
  const where = mkdtempSync(join(directory, 'runtime-'))
  const runtime = copyOf(execFileSync('sh', ['-c', 'command -v perl']).toString().trim(), 'runc', where)
  running(runtime, [runtimeScript, 'create', how, runtime, group(`kubepods/pod${pod}/${container}`), ...own])
  return { runtime, pod, container }
}

const told = ({ filename, path, pathSource, place, session, signals: all }: ProcessObservation) => ({
  ...{ name: filename.replace(/\d+$/, 'N'), path, gone: pathSource !== 'process', pod: place.pod, session },
  alarms: all.filter((each) => each === 'memfd' || each === 'deleted'),
})

inMemory.each([
  ['a descriptor', 'descriptor', ['/proc/self/fd/N']],
  ['the link to itself, then a descriptor', 'link', ['/proc/self/exe', '/dev/fd/N']],
] as const)('what a runtime executes of itself by %s is its own', async (_, how, names) => {
  const { starts } = theShared()
  const [lasting, short] = [copyOf('/bin/sleep'), copyOf('/bin/true')]
  for (const [program, isGone] of [
    [lasting, false],
    [short, true],
  ] as const) {
    const { runtime, pod, container } = contained(how, program, 'app', '600')
    await vi.waitFor(async () => expect(await starts(runtime)).toHaveLength(1 + names.length), 60_000)
    const [first, ...again] = (await starts(runtime)).map(told)
    const its = { path: runtime, pod: '', session: false, alarms: [] }
    expect(first).toMatchObject({ ...its, name: runtime })
    expect(again).toMatchObject(names.map((name) => ({ ...its, name })))
    // What lives is proven by its bytes.
    if (!isGone) expect(again.at(-1)?.gone).toBe(false)
    const [own, ...others] = await starts(program)
    expect(others).toEqual([])
    expect(own).toMatchObject({ path: program, place: { place: 'pod', pod, container }, session: false })
  }
})

inMemory('what the container executes by a descriptor is its own, the first of all its programs too', async () => {
  const { starts } = theShared()
  const inside = copyOf('/bin/sleep')
  const { pod, container, runtime } = contained('descriptor', `memory:${inside}`, 'app', '600')
  const [start] = await starts('within')
  expect(start).toMatchObject({ path: '/memfd:within', layer: 'memfd', place: { place: 'pod', pod, container } })
  expect(start?.signals).toContain('memfd')
  await vi.waitFor(async () => expect(await starts(runtime)).toHaveLength(2), 60_000)
})

inMemory('a program that is gone is not taken for the runtime either', async () => {
  const { starts } = theShared()
  const { pod, runtime } = contained('link', `memory:${copyOf('/bin/true')}`, 'app')
  const inside = async () => (await starts('/dev/fd/')).filter(({ place }) => place.pod === pod)
  await vi.waitFor(async () => expect(await inside()).toHaveLength(1), 60_000)
  // What one CPU tells may come before what another told earlier.
  await vi.waitFor(async () => expect(await starts(runtime)).toHaveLength(3), 60_000)
})

test.skipIf(hierarchy === undefined || !perl)('without events a runtime in memory is known by its bytes', async () => {
  const all: ProcessObservation[] = []
  const source = openSource({ status: 'observed', value: '/nonexistent' }, 'x', {
    status: 'observed',
    value: 'pid:[1]',
  })
  const started = (each: ProcessObservation) => void all.push(each)
  const follower = openFollower({ prefix: '/', source, commandLines: 'off', digests: true, started })
  onTestFinished(() => follower.stop())
  const lasting = copyOf('/bin/sleep')
  const { runtime, pod } = contained('descriptor', lasting, 'app', '600')
  const hidden = contained('descriptor', `memory:${lasting}`, 'app', '600')
  await vi.waitFor(async () => {
    await follower.step()
    for (const one of [pod, hidden.pod]) expect(all.filter(({ place }) => place.pod === one)).not.toEqual([])
  }, 60_000)
  const ofPod = (one: string) => new Set(all.filter(({ place }) => place.pod === one).map(({ path }) => path))
  await vi.waitFor(async () => {
    await follower.step()
    expect(ofPod(pod)).toContain(lasting)
    expect(ofPod(hidden.pod)).toContain('/memfd:within')
  }, 60_000)
  expect(all.filter(({ path }) => path === runtime).map(told)).toContainEqual(
    expect.objectContaining({ name: '', alarms: [], pod: '' }),
  )
  expect([...ofPod(pod), ...ofPod(hidden.pod)].filter((path) => path.includes('runc_cloned'))).toEqual([])
})

// ——— layers ———

const overlayScript = (base: string, body: string) =>
  `mkdir -p ${base}/up ${base}/work ${base}/merged && mount -t overlay overlay -o lowerdir=/,upperdir=${base}/up,workdir=${base}/work ${base}/merged && ${body}`
const overlayBase = join(directory, 'overlay')
mkdirSync(overlayBase)
const overlays =
  isRoot &&
  spawnSync('unshare', ['-m', 'sh', '-c', overlayScript(join(directory, 'try'), 'true')], { stdio: 'ignore' })
    .status === 0
if (!overlays) console.warn('not run: overlays cannot be mounted here')

test.skipIf(typeof tracefs === 'string' || !overlays)(
  'image, writable layer, copies of it, volumes and memory',
  async () => {
    const { starts } = theShared()
    const merged = `${overlayBase}/merged`
    const inside = [
      `touch /dev/null; chmod 0700 /usr/bin/sleep`,
      `cp /usr/bin/sleep /usr/bin/added`,
      `cp /usr/bin/sleep /usr/bin/tail && echo x >> /usr/bin/tail`,
      `cp /usr/bin/sleep /mnt/involume; cp /usr/bin/sleep /media/intmpfs`,
      `exec /bin/sh -c '/usr/bin/sleep 600 & /usr/bin/added 600 & /usr/bin/tail 600 & /mnt/involume 600 & /media/intmpfs 600 & read x'`,
    ].join(';')
    const script = overlayScript(
      overlayBase,
      `mkdir -p ${overlayBase}/volume && mount --bind ${overlayBase}/volume ${merged}/mnt && mount -t tmpfs t ${merged}/media && exec chroot ${merged} /bin/sh -c "${inside.replaceAll('$', '\\$')}"`,
    )
    const child = spawn('unshare', ['-m', 'sh', '-c', script], { stdio: ['pipe', 'ignore', 'ignore'], detached: true })
    onTestFinished(() => void process.kill(-(child.pid as number), 'SIGKILL'))
    const of = async (part: string) => {
      await vi.waitFor(
        async () =>
          expect(
            (await starts(part)).some(
              ({ pathSource, creators }) => pathSource === 'process' && creators.some(({ pid }) => pid === child.pid),
            ),
          ).toBe(true),
        10_000,
      )
      const start = (await starts(part)).find(
        ({ pathSource, creators }) => pathSource === 'process' && creators.some(({ pid }) => pid === child.pid),
      )
      return [start?.layer, start?.layerReason, start?.signals.includes('writable-layer')]
    }
    expect(await of('/usr/bin/added')).toEqual(['upper', 'not in the image', true])
    expect(await of('/usr/bin/sleep')).toEqual(['image-lower', 'owner or mode changed', false])
    expect(await of('/usr/bin/tail')).toEqual(['upper', 'changed since the image', true])
    expect(await of('/mnt/involume')).toEqual(['volume', '', false])
    expect(await of('/media/intmpfs')).toEqual(['tmpfs', '', false])
  },
)

// ——— without events ———

test.skipIf(process.platform !== 'linux')('without events it looks now and then, and says so', async () => {
  const told: ProcessObservation[] = []
  const source = openSource({ status: 'observed', value: '/nonexistent' }, 'x', {
    status: 'observed',
    value: 'pid:[1]',
  })
  const follower = openFollower({
    prefix: '/',
    source,
    commandLines: 'off',
    digests: false,
    started: (each) => void told.push(each),
  })
  const program = copyOf('/bin/sleep')
  const child = running(program)
  await vi.waitFor(async () => {
    await follower.step()
    expect(told.filter(({ path }) => path === program).map(({ pid }) => pid)).toEqual([child.pid])
  }, 60_000)
  await follower.step()
  expect(told.filter(({ path }) => path === program)).toHaveLength(1)
  expect(told.find(({ path }) => path === program)).toMatchObject({ commandLine: [] })
  expect(told.find(({ path }) => path === program)?.creators[0]?.pid).toBe(process.pid)
  expect(follower.source()).toMatchObject({
    source: 'sampled',
    reason: expect.stringContaining('not the machine’s own'),
  })
  await follower.stop()
})

test('a source that another one has is none', () => {
  const ids = { status: 'observed', value: 'pid:[4026531836]' } as const
  expect(openSource({ status: 'absent', reason: 'tracefs is not mounted at /x' }, 'x', ids)).toEqual({
    source: 'sampled',
    reason: 'tracefs is not mounted at /x',
  })
  expect(openSource({ status: 'observed', value: '/nonexistent' }, 'x', ids)).toMatchObject({
    source: 'sampled',
    reason: expect.stringContaining('there is no trace instance'),
  })
})

real('two at once: the second has nothing, and says why', () => {
  const { follower } = following()
  expect(follower.source().source).toBe('events')
  const at = { status: 'observed', value: typeof tracefs === 'string' ? '' : tracefs.directory } as const
  expect(openSource(at, `merlon-test-${process.pid}-f${count}`)).toMatchObject({
    source: 'unavailable',
    reason: expect.stringContaining('another Merlon'),
  })
})

real('what runs already is told of once, apart from what starts, and never as something else', async () => {
  const program = copyOf('/bin/sleep')
  const child = running(program)
  await vi.waitFor(
    () => expect(readFileSync(`/proc/${child.pid}/comm`, 'utf8').trim()).toBe(program.split('/').at(-1)),
    60_000,
  )
  const present: ProcessObservation[] = []
  const { follower, starts } = following({ running: (each) => void present.push(each) })
  const found = () => present.filter(({ path }) => path === program)
  await vi.waitFor(async () => {
    await follower.step()
    expect(found()).toHaveLength(1)
  }, 60_000)
  expect(found()[0]).toMatchObject({ pid: child.pid, pathSource: 'process', commandLine: [program, '600'] })
  expect(follower.directoryOf(found()[0] as ProcessObservation)).toBe(process.cwd())
  const later = copyOf('/bin/sleep')
  running(later)
  expect(await starts(later)).toHaveLength(1)
  for (let each = 0; each < 3; each += 1) await follower.step()
  expect(found()).toHaveLength(1)
  expect(present.some(({ path }) => path === later)).toBe(false)
  expect(present.some(({ pid }) => pid === process.pid)).toBe(true)
})
