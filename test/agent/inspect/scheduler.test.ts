import { expect, test } from 'vitest'
import { openHost } from '../../../agent/host/host.ts'
import { denied } from '../../../agent/host/look.ts'
import { recordingHost } from '../../../agent/host/recording.ts'
import { scheduler } from '../../../agent/inspect/scheduler.ts'
import { schedulerConclusions, schedulerFlags } from '../../../proto/catalogue/scheduler.ts'
import { concluded, factOf, manifests, settingOf, specOf, told } from '../../support/controlplane.ts'
import { loadSpec, makeHost } from '../../support/host.ts'
import { namedByKubelet, undeclared } from '../../support/reads.ts'

const program = 'kube-scheduler'
const byDefault = `default (${program})`
const manifest = `${manifests}/${program}.yaml`
const config = '/etc/kubernetes/scheduler.yaml'
const head = 'apiVersion: kubescheduler.config.k8s.io/v1\nkind: KubeSchedulerConfiguration\n'

const withConfig = (text: string, ...args: string[]) => ({
  program,
  args: [`--config=${config}`, ...args],
  more: { files: { [`/proc/7/root${config}`]: text } },
})

test('the control plane that kubeadm made', async () => {
  const { host, recording } = recordingHost(openHost(makeHost(loadSpec('kubeadm-control-plane'))))
  const seen = await scheduler.inspect(host)
  if (seen.status !== 'observed') throw new Error(seen.status)
  const { fact } = seen
  expect([fact.process?.pid, fact.process?.executable]).toEqual([1204, `/usr/local/bin/${program}`])
  expect(fact.version).toEqual({ value: 'v1.36.3', source: `image registry.k8s.io/${program}:v1.36.3 in ${manifest}` })
  expect(fact.manifests).toEqual([{ path: manifest, pod: program, live: true }])
  expect([fact.drift, fact.warnings]).toEqual([[], []])
  expect(fact.endpoints?.map((each) => each.address)).toEqual(['127.0.0.1:10259'])
  expect(fact.settings?.map((each) => each.path)).toEqual(schedulerFlags.map((each) => each.path))
  expect(fact.conclusions?.map((each) => each.path)).toEqual(schedulerConclusions.map((each) => each.path))
  expect(told(settingOf(fact, 'kubeconfig'))).toEqual(['/etc/kubernetes/scheduler.conf', 'flag --kubeconfig'])
  expect(told(settingOf(fact, 'profiling'))).toEqual([true, byDefault])
  expect(concluded(fact, 'bindScope')).toEqual(['loopback', 'flag --bind-address'])
  const named = {
    ...namedByKubelet,
    'the executable of the component': [`/proc/*/root/usr/local/bin/${program}`],
  }
  expect(undeclared(scheduler.reads, recording, named)).toEqual([])
})

test('nodes without one, and one that may not be looked at', async () => {
  expect(await scheduler.inspect(openHost(makeHost(loadSpec('kubeadm-worker'))))).toEqual({ status: 'absent' })
  expect(await scheduler.inspect(openHost(makeHost({})))).toEqual({ status: 'absent' })
  const host = openHost(makeHost({}))
  const proc = { ...host.proc, processes: () => denied('permission denied') }
  expect(await scheduler.inspect({ ...host, proc })).toEqual({ status: 'denied', reason: '/proc: permission denied' })
})

test('with a file, some flags are ignored and others win', async () => {
  const text = `${head}enableProfiling: false\nclientConnection:\n  kubeconfig: /a\nleaderElection:\n  leaderElect: false\n`
  const fact = await factOf(withConfig(text, '--profiling', '--kubeconfig=/b', '--leader-elect=true'), scheduler)
  expect(settingOf(fact, 'profiling')).toEqual({
    path: 'profiling',
    value: { bool: false },
    source: `file ${config}:3`,
    overridden: [{ value: { bool: true }, source: 'flag --profiling' }],
  })
  expect(told(settingOf(fact, 'kubeconfig'))).toEqual(['/a', `file ${config}:5`])
  expect(told(settingOf(fact, 'leader-elect'))).toEqual([true, 'flag --leader-elect'])
  const left = `default (${program}, where contention-profiling is left to the file)`
  expect(told(settingOf(fact, 'contention-profiling'))).toEqual([true, left])
  expect(fact.warnings).toEqual([
    'flag --kubeconfig is ignored because of --config',
    'flag --profiling is ignored because of --config',
  ])
})

test('a file without a word on it leaves the default, not the flag', async () => {
  const fact = await factOf(withConfig(head, '--profiling=false'), scheduler)
  expect(told(settingOf(fact, 'profiling'))).toEqual([
    true,
    `default (${program}, where profiling is left to the file)`,
  ])
  expect(told(settingOf(fact, 'leader-elect'))).toEqual([
    true,
    `default (${program}, where leader-elect is left to the file)`,
  ])
})

test('a file that cannot be seen leaves them open', async () => {
  const fact = await factOf({ program, args: [`--config=${config}`, '--profiling=false', '--leader-elect'] }, scheduler)
  const reason = `${config}: not on the host; process 7 may have it in container 3ddd18007da0`
  expect(told(settingOf(fact, 'profiling'))).toEqual([undefined, reason])
  expect(told(settingOf(fact, 'kubeconfig'))).toEqual([undefined, reason])
  expect(told(settingOf(fact, 'leader-elect'))).toEqual([true, 'flag --leader-elect'])
})

test.each<[string, string]>([
  [`${head}enableProfiling: "false"\n`, `file ${config}:3: enableProfiling: is no boolean`],
  [`${head}enableProfile: false\n`, `file ${config}:3: strict decoding error: unknown field "enableProfile"`],
  [
    head.replace('v1\n', 'v2\n'),
    `file ${config}: no kind "KubeSchedulerConfiguration" is registered for version "kubescheduler.config.k8s.io/v2"`,
  ],
  ['kind: KubeSchedulerConfiguration\n', `file ${config}: Object 'apiVersion' is missing`],
])('the file %j does not load', async (text, reason) => {
  expect(await scheduler.inspect(openHost(makeHost(specOf(withConfig(text)))))).toEqual({
    status: 'failed',
    reason: `does not load: ${reason}`,
  })
})

test('arguments that are no flags do not load', async () => {
  expect(await scheduler.inspect(openHost(makeHost(specOf({ program, args: ['--profiling', 'false'] }))))).toEqual({
    status: 'failed',
    reason: 'does not load: kube-scheduler does not take any arguments, got false',
  })
})
