import { expect, test } from 'vitest'
import { openRoot } from '../../../agent/host/root.ts'
import { isInline, scriptArgument, shebangOf } from '../../../agent/processes/scripts.ts'
import { makeHost } from '../../support/host.ts'

test.each([
  ['#!/bin/sh\nx', '/bin/sh'],
  ['#! \t/usr/bin/env python3\n', '/usr/bin/env'],
  ['#!/bin/sh -e', '/bin/sh'],
  ['#!\n/bin/sh', undefined],
  ['\x7fELF', undefined],
  ['', undefined],
  [' #!/bin/sh', undefined],
])('the first line %j names %s', async (content, expected) => {
  expect(await shebangOf(openRoot(makeHost({ files: { '/x': content } })), '/x')).toBe(expected)
})

test('a file that is not there is no script', async () => {
  expect(await shebangOf(openRoot(makeHost({})), '/x')).toBeUndefined()
})

test.each<[string, string[], string | undefined]>([
  ['/usr/bin/dash', ['sh', 'run.sh', 'x'], '/work/run.sh'],
  ['/usr/bin/bash', ['bash', '../run.sh'], '/run.sh'],
  ['/usr/bin/python3.12', ['python3', '/opt/a.py'], '/opt/a.py'],
  ['/usr/bin/bash', ['bash', '-c', 'x'], undefined],
  ['/usr/bin/bash', ['bash'], undefined],
  ['/usr/bin/bash', ['bash', ''], undefined],
  ['/usr/bin/bashful', ['x', 'y'], undefined],
  ['/usr/bin/ls', ['ls', 'run.sh'], undefined],
])('%s called as %j runs %s', (executable, argv, expected) => {
  expect(scriptArgument(executable, argv, () => '/work')?.path).toBe(expected)
})

test('where the directory is not known the name is as it was given', () => {
  expect(scriptArgument('/bin/sh', ['sh', 'run.sh'], () => undefined)).toEqual({ path: 'run.sh', by: 'argument' })
})

test.each<[string, string[], boolean]>([
  ['/usr/bin/bash', ['bash', '-c', 'x'], true],
  ['/usr/bin/dash', ['sh', '-ec', 'x'], true],
  ['/usr/bin/python3.12', ['python3', '-c', 'x'], true],
  ['/usr/bin/perl', ['perl', '-e', 'x'], true],
  ['/usr/bin/bash', ['bash', '-s'], true],
  ['/usr/bin/bash', ['bash', '-'], true],
  ['/usr/bin/bash', ['-bash'], true],
  ['/usr/bin/bash', ['bash', 'run.sh'], false],
  ['/usr/bin/bash', ['bash', '-x', 'run.sh'], false],
  ['/usr/bin/ls', ['ls', '-c'], false],
  // Nothing is known of its arguments.
  ['/usr/bin/bash', [], false],
])('%s called as %j has its program from nowhere: %s', (executable, argv, expected) => {
  expect(isInline(executable, argv)).toBe(expected)
})
