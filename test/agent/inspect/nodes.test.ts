// Every fixture node as a whole: all domains, judged by all rules. A golden report changes with the rules; look at what
// changed before `vitest run -u` takes it over.
import { expect, test } from 'vitest'
import { type ScanReport, scan } from '../../../collector/cli/scan.ts'
import type { SourcedString } from '../../../proto/index.ts'
import { isRoot, makeHost } from '../../support/host.ts'
import { loadNode } from '../../support/node.ts'

interface Expected {
  readonly name: string
  /** What it is seen to be; `null` where it belongs to none. */
  readonly distribution: string | null
  readonly variant?: string
}

/** The nodes of `test/hosts`. */
const nodes: readonly Expected[] = [
  { name: 'plain-debian', distribution: null },
  { name: 'kubeadm-control-plane', distribution: 'kubeadm' },
  { name: 'kubeadm-worker', distribution: 'kubeadm' },
  { name: 'kind', distribution: 'kind' },
  { name: 'minikube', distribution: 'minikube' },
  { name: 'eks-al2', distribution: 'eks', variant: 'al2' },
  { name: 'eks-al2023', distribution: 'eks', variant: 'al2023' },
  { name: 'eks-bottlerocket', distribution: 'eks', variant: 'bottlerocket' },
  { name: 'gke', distribution: 'gke', variant: 'cos' },
  { name: 'aks', distribution: 'aks', variant: 'ubuntu' },
  { name: 'openshift-worker', distribution: 'openshift' },
  { name: 'openshift-control-plane', distribution: 'openshift' },
  { name: 'talos', distribution: 'talos' },
  { name: 'k3s-server', distribution: 'k3s' },
  { name: 'k3s-agent', distribution: 'k3s' },
  { name: 'rke2-server', distribution: 'rke2' },
  { name: 'rke2-agent', distribution: 'rke2' },
  { name: 'k0s-controller', distribution: 'k0s' },
  { name: 'k0s-worker', distribution: 'k0s' },
  { name: 'microk8s', distribution: 'microk8s' },
]

// Files belong to their owners only where root writes them.
test.skipIf(!isRoot).each(nodes)('$name', async ({ name, distribution, variant = '' }) => {
  const report = await scanNode(name)
  const seen = report.facts['node']?.fact?.['distribution'] as { name?: SourcedString; variant?: string }
  expect([seen.name?.value ?? null, seen.variant ?? '']).toEqual([distribution, variant])
  await expect(goldenOf(report)).toMatchFileSnapshot(`golden/${name}.txt`)
})

async function scanNode(name: string): Promise<ScanReport> {
  const root = makeHost(await loadNode(name))
  return scan({ root, asOf: new Date('2026-02-01T00:00:00Z'), ruleDirectories: [], overrides: {} })
}

/** What was seen of each domain, then the rules of each outcome, with subjects; of what is unknown, why. */
function goldenOf(report: ScanReport): string {
  const domains = Object.entries(report.facts).flatMap(([domain, view]) => [
    `  ${domain} ${view.status}${view.reason ? `: ${view.reason}` : ''}`,
    ...(view.gaps ?? []).map((gap) => `    gap ${gap.path}: ${gap.reason}`),
  ])
  const outcomes = ['fail', 'error', 'unknown', 'review', 'pass', 'not-applicable'] as const
  const parts = outcomes.flatMap((outcome) => {
    const found = report.findings.filter((each) => each.outcome === outcome)
    return [outcome, ...linesOf(outcome, found).sort()]
  })
  const { name, roles, kubeletVersion } = report.node
  return `${[[name, ...roles, kubeletVersion].join(' ').trim(), 'domains', ...domains, ...parts].join('\n')}\n`
}

type Findings = ScanReport['findings']

function linesOf(outcome: string, findings: Findings): string[] {
  if (outcome === 'pass' || outcome === 'not-applicable') return byPrefix(findings)
  const groups = Map.groupBy(findings, (each) => (outcome === 'unknown' ? each.message : each.rule))
  return [...groups].map(([about, all]) => {
    const things = all.map(({ rule, subject }) => (outcome === 'unknown' ? `${rule} ${subject}`.trim() : subject))
    return `  ${[about, things.sort().join(', ')].filter((text) => text !== '').join(': ')}`
  })
}

/** What is good is told shortly: `kubelet: anonymous-auth authorization-mode`. */
function byPrefix(findings: Findings): string[] {
  const rules = [...new Set(findings.map((each) => each.rule))].sort()
  const groups = Map.groupBy(rules, (rule) => rule.slice(0, rule.indexOf('-')))
  return [...groups].map(
    ([prefix, all]) => `  ${prefix}: ${all.map((each) => each.slice(prefix.length + 1)).join(' ')}`,
  )
}
