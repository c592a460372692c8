import fc from 'fast-check'
import { expect, test } from 'vitest'
import { commandOf } from '../../../../agent/inspect/staticpods/command.ts'
import { podOf } from '../../../../agent/inspect/staticpods/pod.ts'
import { parseKubernetesYaml } from '../../../../agent/parse/kubernetesyaml.ts'
import { runs } from '../../../support/property.ts'

interface Container {
  readonly command?: readonly string[]
  readonly args?: readonly string[]
  readonly env?: readonly object[]
}

function argsOf(container: Container, program = 'kube-apiserver') {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a' },
    spec: { containers: [{ name: 'c', ...container }] },
  }
  const parsed = parseKubernetesYaml(Buffer.from(JSON.stringify(pod)))
  const [spec] = (parsed.ok && podOf(parsed.root)?.containers) || []
  if (!spec) throw new Error('no container')
  return commandOf(spec, program)
}

test.each<[string, Container, string[] | undefined]>([
  ['the command', { command: ['kube-apiserver', '--a'] }, ['--a']],
  ['command and args', { command: ['/usr/local/bin/kube-apiserver'], args: ['--a', '--b'] }, ['--a', '--b']],
  ['args alone', { args: ['kube-apiserver', '--a'] }, ['--a']],
  ['a shell', { command: ['/bin/sh', '-c', 'exec kube-apiserver --a=b 1>>/x 2>&1'] }, ['--a=b']],
  ['a shell with more options', { command: ['/bin/bash', '-ec'], args: ['set -x\nexec kube-apiserver --a'] }, ['--a']],
  ['go-runner', { command: ['/go-runner', '--log-file=/l', 'kube-apiserver', '--a'] }, ['--a']],
  ['go-runner in a shell', { command: ['sh', '-c', 'exec /go-runner --log-file=/l kube-apiserver --a'] }, ['--a']],
  ['kubenswrapper', { command: ['kubenswrapper', 'kube-apiserver', '--a'] }, ['--a']],
  ['hypershift', { command: ['/usr/bin/hypershift', 'kube-apiserver', '--a'] }, ['--a']],
  [
    'wrappers around wrappers',
    { command: ['timeout', '315', '/bin/bash', '-ec', 'exec watch-termination --x -- hyperkube kube-apiserver --a'] },
    ['--a'],
  ],
  ['another program', { command: ['etcd', '--name=kube-apiserver'] }, undefined],
  ['a name in an argument', { command: ['kubectl', 'logs', 'kube-apiserver'] }, undefined],
  ['a longer name', { command: ['kube-apiserver-proxy'] }, undefined],
  ['a shell without a script', { command: ['sh', '-c'] }, undefined],
  ['nothing', {}, undefined],
])('%s', (_, container, args) => {
  expect(argsOf(container)?.args).toEqual(args)
})

test.each<[string, Container, string[], string[], boolean]>([
  ['a variable', { command: ['kube-apiserver', '--a=$(X)'], env: [{ name: 'X', value: '1' }] }, ['--a=1'], [], true],
  [
    'a variable of another',
    {
      command: ['kube-apiserver', '--a=$(Y)'],
      env: [
        { name: 'X', value: '1' },
        { name: 'Y', value: '$(X)2' },
      ],
    },
    ['--a=12'],
    [],
    true,
  ],
  [
    'the order of variables',
    {
      command: ['kube-apiserver', '--a=$(Y)'],
      env: [
        { name: 'Y', value: '$(X)' },
        { name: 'X', value: '1' },
      ],
    },
    ['--a=$(X)'],
    [],
    true,
  ],
  ['no such variable', { command: ['kube-apiserver', '--a=$(X)'] }, ['--a=$(X)'], [], true],
  [
    'an escaped one',
    { command: ['kube-apiserver', '--a=$$(X)$'], env: [{ name: 'X', value: '1' }] },
    ['--a=$(X)$'],
    [],
    true,
  ],
  [
    'one that does not end',
    { command: ['kube-apiserver', '--a=$(X'], env: [{ name: 'X', value: '1' }] },
    ['--a=$(X'],
    [],
    true,
  ],
  [
    'one from elsewhere',
    { command: ['kube-apiserver', '--a=$(X)', '--b'], env: [{ name: 'X', valueFrom: { fieldRef: {} } }] },
    ['--a=$(X)', '--b'],
    ['--a=$(X)'],
    true,
  ],
  [
    'one that may be a flag',
    { command: ['kube-apiserver', '$(X)'], env: [{ name: 'X', valueFrom: {} }] },
    ['$(X)'],
    ['$(X)'],
    false,
  ],
  ['one of the shell', { command: ['sh', '-c', 'kube-apiserver --a=$X'] }, ['--a=$X'], ['--a=$X'], true],
  ['many of the shell', { command: ['sh', '-c', 'kube-apiserver $ARGS'] }, ['$ARGS'], ['$ARGS'], false],
])('%s', (_, container, args, open, complete) => {
  expect(argsOf(container)).toEqual({ args, open: new Set(open), complete })
})

test('any arguments without a dollar sign come out as they are', () => {
  const word = fc.string({ maxLength: 12 }).filter((text) => !text.includes('$'))
  fc.assert(
    fc.property(fc.array(word, { maxLength: 6 }), (args) => {
      expect(argsOf({ command: ['kube-apiserver'], args })?.args).toEqual(args)
    }),
    runs(200),
  )
})

test('no words make it fail', () => {
  const word = fc.oneof(
    fc.constantFrom('sh', '-c', 'env', 'kube-apiserver', 'timeout', '$(X)'),
    fc.string({ maxLength: 10 }),
  )
  fc.assert(
    fc.property(fc.array(word, { maxLength: 12 }), (command) => {
      expect(() => argsOf({ command })).not.toThrow()
    }),
    runs(300),
  )
})
