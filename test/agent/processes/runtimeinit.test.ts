import { expect, test } from 'vitest'
import { isOciRuntime, type RuntimeStep, runtimeInit } from '../../../agent/processes/runtimeinit.ts'
import type { Program } from '../../../agent/processes/tree.ts'

const host = { place: 'host', unit: 'containerd.service', pod: '', container: '' } as const
const inside = { place: 'pod', unit: '', pod: 'p', container: 'c' } as const

const program = (path: string, step: RuntimeStep | undefined, more: Partial<Program> = {}): Program => ({
  ...{ pid: 7, path, isResolved: true, container: '', place: host, executed: true, step },
  ...more,
})
const runc = (step: RuntimeStep | undefined, more: Partial<Program> = {}) => program('/usr/sbin/runc', step, more)
const start = (
  filename: string | undefined,
  replaced: Program | undefined,
  { pid = 8, interpreter = filename } = {},
) => ({
  ...{ pid, replaced, filename: filename === undefined ? undefined : Buffer.from(filename) },
  interpreter: interpreter === undefined ? undefined : Buffer.from(interpreter),
})
const known = ['/usr/bin/runc']
const shim = program('/usr/bin/containerd-shim-runc-v2', undefined)

test.each([
  ['a child of runc, by a descriptor', start('/proc/self/fd/6', runc('started')), false],
  ['a child of runc, by the link to itself', start('/proc/self/exe', runc('started')), false],
  ['the same process once more', start('/dev/fd/6', runc('again'), { pid: 7 }), false],
  ['crun itself', start('/dev/fd/4', program('/usr/bin/crun', 'started'), { pid: 7 }), false],
  ['a child of runc that was looked at', start(undefined, runc('started')), true],
  ['a child of the shim that was looked at', start(undefined, shim), true],
  ['one of its copy, looked at again', start(undefined, runc('sealed'), { pid: 7 }), true],
])('on its way into a container: %s', (_, started, mustMatch) => {
  expect(runtimeInit(started, known)).toMatchObject({ mustMatch, place: host })
})

test.each([
  ['nothing is known of what it was', start('/dev/fd/6', undefined)],
  ['another program did', start('/dev/fd/6', program('/bin/sh', undefined), { pid: 7 })],
  ['a child of crun does not', start('/proc/self/fd/4', program('/usr/bin/crun', 'started'))],
  ['its copy executes what the container has', start('/dev/fd/6', runc('sealed'), { pid: 7 })],
  ['a child of its copy does', start('/dev/fd/6', runc('sealed'))],
  ['a child of who executed itself does', start('/proc/self/exe', runc('again'))],
  ['a runtime in a container', start('/dev/fd/6', runc('started', { place: inside }))],
  ['nobody saw where it was', start('/dev/fd/6', runc('started', { place: undefined }))],
  ['a file by its name', start('/usr/sbin/runc', runc('started'))],
  ['a file below a descriptor', start('/dev/fd/6/runc', runc('started'))],
  ['a script by a descriptor', start('/dev/fd/6', runc('started'), { interpreter: '/bin/sh' })],
  ['a child of a shell that was looked at', start(undefined, program('/bin/sh', undefined))],
  ['another program of the shim’s process', start(undefined, shim, { pid: 7 })],
])('not that of a runtime: %s', (_, started) => {
  expect(runtimeInit(started, known)).toBeUndefined()
})

test('files that may be behind it: the maker’s first', () => {
  expect(runtimeInit(start(undefined, runc('started')), known)?.paths).toEqual(['/usr/sbin/runc', '/usr/bin/runc'])
  expect(runtimeInit(start(undefined, shim), known)?.paths).toEqual(known)
  expect(runtimeInit(start('/dev/fd/6', runc('started')), known)?.paths).toEqual(['/usr/sbin/runc'])
})

test('a runtime is root’s', () => {
  expect([isOciRuntime('/usr/sbin/runc', 0), isOciRuntime('/home/a/runc', 1000)]).toEqual([true, false])
  expect([isOciRuntime('/usr/sbin/runc', undefined), isOciRuntime('/usr/sbin/runc-x', 0)]).toEqual([false, false])
})
