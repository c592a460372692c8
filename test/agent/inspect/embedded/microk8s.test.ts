import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openHost } from '../../../../agent/host/host.ts'
import { denied } from '../../../../agent/host/look.ts'
import { argumentsIn, microk8sComponent } from '../../../../agent/inspect/embedded/microk8s.ts'
import { bootTime, type HostSpec, makeHost } from '../../../support/host.ts'
import { runs } from '../../../support/property.ts'

const args = '/var/snap/microk8s/9044/args'
const usual = '/var/snap/microk8s/current/args'

function hostOf(argv: readonly string[], files: HostSpec['files'] = {}) {
  const processes = [{ pid: 7, argv: ['/snap/microk8s/9044/kubelite', ...argv], environ: { SNAP_DATA: '/data' } }]
  return openHost(makeHost({ files, processes }))
}

test.each<[string, string[]]>([
  ['--a=1\n--b 2\n', ['--a=1', '--b', '2']],
  ['  --a="x,y"  \n\t\n# --c=3\n  # --d\n', ['--a=x,y']],
  [`--a='x' # no comment\n`, ['--a=x', '#', 'no', 'comment']],
  ['--a  b', ['--a', '', 'b']],
  [`--a=\${SNAP_DATA}/x --b=$SNAP_DATA.y`, ['--a=/data/x', '--b=/data.y']],
  ['""\n', ['']],
  ['', []],
])('arguments in %j', (text, expected) => {
  const found = argumentsIn(text, '/f', new Map([['SNAP_DATA', '/data']]))
  expect(found.map((each) => each.text)).toEqual(expected)
  expect(found.every((each) => each.unknown === undefined)).toBe(true)
})

test('a variable of unknown value leaves its flag open', () => {
  expect(argumentsIn('--a=1\n--b=/x/$HOME/y', '/f', new Map())).toEqual([
    { text: '--a=1', place: ' in /f:1' },
    { text: '--b', place: ' in /f:2', unknown: 'holds the variable HOME, whose value is not known' },
  ])
})

test('whatever a file holds, it is read', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'-=ab {$}"\'#\n\t'), maxLength: 40 }), (text) => {
      for (const each of argumentsIn(text, '/f', new Map())) expect(each.text).not.toMatch(/["'\n]/)
    }),
    runs(300),
  )
})

test('the file that kubelite is told, else the usual one; what changed is told', async () => {
  const files = {
    [`${args}/kubelet`]: { content: '--v=2\n', mtime: bootTime + 500 },
    [`${usual}/kubelet`]: '--v=1\n',
  }
  const told = await microk8sComponent(hostOf([`--kubelet-args-file=${args}/kubelet`], files), 'kubelet')
  expect(told?.args).toMatchObject({ value: [{ text: '--v=2', place: ` in ${args}/kubelet:1` }] })
  expect(told?.warnings).toEqual([`${args}/kubelet was changed after kubelite started`])
  const silent = await microk8sComponent(hostOf([], files), 'kubelet')
  expect(silent?.args).toMatchObject({ value: [{ text: '--v=1', place: ` in ${usual}/kubelet:1` }] })
})

test('a worker runs no control plane', async () => {
  const host = hostOf(['--start-control-plane=false'], { [`${usual}/kubelet`]: '', [`${usual}/kube-apiserver`]: '' })
  expect(await microk8sComponent(host, 'kube-apiserver')).toBeUndefined()
  expect(await microk8sComponent(host, 'kubelet')).toBeDefined()
  expect(await microk8sComponent(host, 'etcd')).toBeUndefined()
})

test('a file that is missing, or may not be read', async () => {
  const host = hostOf([])
  expect((await microk8sComponent(host, 'kubelet'))?.args).toEqual({
    status: 'failed',
    reason: `${usual}/kubelet: does not exist`,
  })
  const root = { ...host.root, read: async () => denied('permission denied') }
  expect((await microk8sComponent({ ...host, root }, 'kubelet'))?.args).toEqual({
    status: 'denied',
    reason: `${usual}/kubelet: permission denied`,
  })
})

test('where no kubelite runs there is nothing', async () => {
  expect(await microk8sComponent(openHost(makeHost({})), 'kubelet')).toBeUndefined()
})
