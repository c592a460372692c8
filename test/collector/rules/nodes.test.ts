// Rules on what the agent really sees of a node: names, words and sources of both sides must fit.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openHost } from '../../../agent/host/host.ts'
import { fileRoles } from '../../../agent/inspect/files/roles.ts'
import { files } from '../../../agent/inspect/files.ts'
import { kubelet } from '../../../agent/inspect/kubelet.ts'
import { node } from '../../../agent/inspect/node.ts'
import { observe } from '../../../agent/inspect/observe.ts'
import { ssh } from '../../../agent/inspect/ssh.ts'
import type { Verdict } from '../../../collector/judge/finding.ts'
import { judgeRule, openFacts } from '../../../collector/judge/judge.ts'
import { loadRules, ruleFiles } from '../../../collector/rulebook/load.ts'
import { decodeObservation, viewOf } from '../../../proto/view.ts'
import { type HostSpec, loadSpec, makeHost } from '../../support/host.ts'

const directory = new URL('../../../collector/rules', import.meta.url).pathname
const inspectors = [node, kubelet, ssh, files]
const domains = inspectors.map((each) => each.domain as string)
const rules = loadRules(directory).filter(
  (rule) => rule.scope === 'node' && rule.needs.every((need) => domains.includes(need.domain)),
)

async function judgeNode(spec: HostSpec): Promise<Verdict[]> {
  const host = openHost(makeHost(spec))
  const looks = await Promise.all(inspectors.map((each) => observe(each, host)))
  const observations = looks.map((look) => {
    const observation = decodeObservation(look.bytes)
    return [look.domain, { view: viewOf(observation), schema: observation.schema ?? 0 }] as const
  })
  const facts = openFacts(new Map(observations))
  return rules.flatMap((rule) => judgeRule(rule, facts, new Date('2026-01-01T00:00:00Z')))
}

function idsOf(verdicts: readonly Verdict[], outcome: string): string[] {
  return [...new Set(verdicts.filter((each) => each.outcome === outcome).map((each) => each.rule))].toSorted()
}

/** What Debian's packages leave open. */
const debian = [
  'sshd-agent-forwarding',
  'sshd-banner',
  'sshd-dead-clients',
  'sshd-login-grace-time',
  'sshd-macs',
  'sshd-max-auth-tries',
  'sshd-max-startups',
  'sshd-named-users',
  'sshd-password-login',
  'sshd-root-login',
  'sshd-rsa-size',
  'sshd-tcp-forwarding',
  'sshd-x11-forwarding',
]
/** What kubeadm leaves open. */
const kubeadm = [
  'kubelet-config-mode',
  'kubelet-pod-pids-limit',
  'kubelet-profiling',
  'kubelet-protect-kernel-defaults',
  'kubelet-seccomp-default',
  'kubelet-serving-certificate',
  'kubelet-tls-strong-suites',
  'kubelet-unit-mode',
]
/** The nodes here are files: nothing listens on the socket that the kubelet names. */
const unreal = ['runtime-socket-mode', 'runtime-socket-owner']

test.each<[string, string[], string[]]>([
  ['plain-debian', debian, ['sshd-exposure']],
  ['kubeadm-worker', [...debian, ...kubeadm], ['kubelet-debugging-handlers', 'sshd-exposure']],
  ['kubeadm-control-plane', [...debian, ...kubeadm], ['kubelet-debugging-handlers', 'sshd-exposure']],
])('%s', async (name, failing, reviewed) => {
  const verdicts = await judgeNode(loadSpec(name))
  expect(idsOf(verdicts, 'fail').filter((id) => !unreal.includes(id))).toEqual(failing.toSorted())
  expect(idsOf(verdicts, 'review')).toEqual(reviewed)
  expect(idsOf(verdicts, 'unknown')).toEqual([])
  expect(idsOf(verdicts, 'error')).toEqual([])
})

test('an empty machine has nothing to judge', async () => {
  const verdicts = await judgeNode({})
  expect(idsOf(verdicts, 'pass')).toEqual([])
  expect(idsOf(verdicts, 'fail')).toEqual([])
  expect(idsOf(verdicts, 'error')).toEqual([])
})

test('every role that a rule asks for is one that the agent names', () => {
  // `u` is a use of a certificate, which has roles of its own.
  const asked = ruleFiles(directory).flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\b(?!u\.)\w+\.role == "([^"]+)"/g)].map(([, role]) => role),
  )
  const roles = new Set([...Object.keys(fileRoles), 'config', 'drop-in'])
  expect(asked.length).toBeGreaterThan(40)
  expect(asked.filter((role) => !roles.has(role as string))).toEqual([])
})
