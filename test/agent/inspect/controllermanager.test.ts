import { expect, test } from 'vitest'
import { openHost } from '../../../agent/host/host.ts'
import { denied } from '../../../agent/host/look.ts'
import { recordingHost } from '../../../agent/host/recording.ts'
import { controllerManager } from '../../../agent/inspect/controllermanager.ts'
import { controllerManagerConclusions, controllerManagerFlags } from '../../../proto/catalogue/controllermanager.ts'
import { concluded, factOf, manifests, settingOf, specOf, told } from '../../support/controlplane.ts'
import { loadSpec, makeHost } from '../../support/host.ts'
import { namedByKubelet, undeclared } from '../../support/reads.ts'

const program = 'kube-controller-manager'
const byDefault = `default (${program})`
const manifest = `${manifests}/${program}.yaml`

test('the control plane that kubeadm made', async () => {
  const { host, recording } = recordingHost(openHost(makeHost(loadSpec('kubeadm-control-plane'))))
  const seen = await controllerManager.inspect(host)
  if (seen.status !== 'observed') throw new Error(seen.status)
  const { fact } = seen
  expect([fact.process?.pid, fact.process?.executable]).toEqual([1203, `/usr/local/bin/${program}`])
  expect(fact.version).toEqual({ value: 'v1.36.3', source: `image registry.k8s.io/${program}:v1.36.3 in ${manifest}` })
  expect(fact.manifests).toEqual([{ path: manifest, pod: program, live: true }])
  expect([fact.drift, fact.warnings]).toEqual([[], []])
  expect(fact.endpoints).toEqual([
    {
      ...{ name: 'secure', address: '127.0.0.1:10257', scope: 'loopback', tls: true },
      source: `flag --bind-address, ${byDefault}`,
    },
  ])
  expect(fact.settings?.map((each) => each.path)).toEqual(controllerManagerFlags.map((each) => each.path))
  expect(fact.conclusions?.map((each) => each.path)).toEqual(controllerManagerConclusions.map((each) => each.path))
  const flags = {
    'use-service-account-credentials': true,
    controllers: ['*', 'bootstrapsigner', 'tokencleaner'],
    'root-ca-file': '/etc/kubernetes/pki/ca.crt',
  }
  for (const [name, value] of Object.entries(flags))
    expect(told(settingOf(fact, name))).toEqual([value, `flag --${name}`])
  for (const [name, value] of Object.entries({ profiling: true, 'terminated-pod-gc-threshold': 12500 }))
    expect(told(settingOf(fact, name))).toEqual([value, byDefault])
  expect(concluded(fact, 'bindScope')).toEqual(['loopback', 'flag --bind-address'])
  expect(concluded(fact, 'featureGateRotateKubeletServerCertificate')).toEqual([true, byDefault])
  const named = {
    ...namedByKubelet,
    'the executable of the component': [`/proc/*/root/usr/local/bin/${program}`],
  }
  expect(undeclared(controllerManager.reads, recording, named)).toEqual([])
})

test('nodes without one, and one that may not be looked at', async () => {
  expect(await controllerManager.inspect(openHost(makeHost(loadSpec('kubeadm-worker'))))).toEqual({ status: 'absent' })
  expect(await controllerManager.inspect(openHost(makeHost({})))).toEqual({ status: 'absent' })
  const host = openHost(makeHost({}))
  const proc = { ...host.proc, processes: () => denied('permission denied') }
  expect(await controllerManager.inspect({ ...host, proc })).toEqual({
    status: 'denied',
    reason: '/proc: permission denied',
  })
})

const gate = 'featureGateRotateKubeletServerCertificate'
const flag = 'flag --feature-gates'

test.each<[string[], boolean, string]>([
  [[], true, byDefault],
  [['--feature-gates=AllAlpha=false', '--feature-gates=RotateKubeletServerCertificate=false'], false, flag],
  [['--feature-gates=RotateKubeletServerCertificate=false,AllBeta=true'], false, flag],
  [['--feature-gates=kube:RotateKubeletServerCertificate=f'], false, flag],
  [
    ['--feature-gates=RotateKubeletServerCertificate=false', '--feature-gates=RotateKubeletServerCertificate=1'],
    true,
    flag,
  ],
  [['--feature-gates=AllBeta=false'], false, flag],
  [['--feature-gates=AllBeta=false,RotateKubeletServerCertificate=true'], true, flag],
  [['--feature-gates=AllAlpha=false'], true, byDefault],
])('the gate with %j', async (args, on, source) => {
  expect(concluded(await factOf({ program, args }, controllerManager), gate)).toEqual([on, source])
})

test.each<[string[], string, string, number]>([
  [[], 'wildcard', byDefault, 1],
  [['--bind-address=::1'], 'loopback', 'flag --bind-address', 1],
  [['--secure-port=0'], 'none', 'flag --secure-port', 0],
])('%j is served to %s', async (args, scope, source, endpoints) => {
  const fact = await factOf({ program, args }, controllerManager)
  expect(concluded(fact, 'bindScope')).toEqual([scope, source])
  expect(fact.endpoints?.length).toBe(endpoints)
})

test.each<[string[], string]>([
  [['--feature-gates=A=true'], 'flag --feature-gates: unrecognized feature gate: A'],
  [['--secure-port=-1'], 'flag --secure-port: -1 must be between 0 and 65535, inclusive'],
  [['--port=0'], 'unknown flag: --port'],
  [['--terminated-pod-gc-threshold'], 'flag needs an argument: --terminated-pod-gc-threshold'],
])('%j does not load', async (args, reason) => {
  expect(await controllerManager.inspect(openHost(makeHost(specOf({ program, args }))))).toEqual({
    status: 'failed',
    reason: `does not load: ${reason}`,
  })
})

test("OpenShift's takes arguments from a file that is not understood", async () => {
  const argv = ['/usr/bin/kube-controller-manager', '--openshift-config=/c', '--bind-address=127.0.0.1']
  expect(await controllerManager.inspect(openHost(makeHost({ processes: [{ pid: 9, argv }] })))).toEqual({
    status: 'failed',
    reason: 'told by --openshift-config, which is not understood',
  })
})
