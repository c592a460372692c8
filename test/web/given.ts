import { createHash } from 'node:crypto'
import type { Outcome, Severity } from '../../collector/judge/rule.ts'
import type { Benchmark, Control } from '../../collector/report/benchmark.ts'
import { openCompliance } from '../../collector/report/compliance.ts'
import type { Compliance } from '../../collector/report/compliancemodel.ts'
import type { ChangeView, Counts, FindingView, NodeState, NodeView, Report } from '../../collector/report/model.ts'
import { NotFoundError, type ReportSource } from '../../collector/report/source.ts'

/** The moment of the report: local times on the page are those of this day. */
export const now = Date.parse('2026-11-20T08:30:00Z')
const minute = 60_000
const hour = 60 * minute
const at = (before: number) => new Date(now - before).toISOString()

/** What a hostile process, file or node may be called. */
export const hostile = {
  image: '<img src=x onerror="document.title=\'owned\'">',
  bidi: '/opt/\u202egpj.exe\u2066',
  control: 'a\u0000b\u001b[2Jc',
}

const names: Readonly<Record<string, { state: NodeState; seen?: number }>> = {
  'control-plane-1': { state: 'reporting', seen: 4_000 },
  'worker-1': { state: 'silent', seen: 3 * hour },
  'worker-2': { state: 'never-seen' },
}

/** A finding of the node, with what the test says of it. */
export function finding(
  given: Partial<FindingView> & Pick<FindingView, 'rule' | 'severity' | 'outcome' | 'message'>,
): FindingView {
  const nodeName = given.nodeName ?? 'control-plane-1'
  const subject = given.subject ?? ''
  return {
    id: createHash('sha256').update([nodeName, given.rule, subject].join('\0')).digest('hex'),
    clusterId: 'c',
    nodeId: `id-${nodeName}`,
    nodeName,
    title: given.rule,
    domain: given.rule.startsWith('sshd') ? 'ssh' : given.rule.split('-')[0] === 'kubelet' ? 'kubelet' : 'files',
    subject,
    evidence: [],
    references: {},
    remediation: '',
    level: 'crawl',
    firstTime: at(50 * hour),
    changedTime: at(26 * hour),
    stale: names[nodeName]?.state === 'silent',
    ...given,
  }
}

const configuration = '/var/lib/kubelet/config.yaml'

const settings: Readonly<Record<string, string>> = {
  AllowAgentForwarding: 'no',
  AllowStreamLocalForwarding: 'no',
  MaxAuthTries: '6',
  PermitEmptyPasswords: 'no',
  AuthorizedPrincipalsFile: 'none',
  Banner: '/etc/issue.net',
  ClientAliveInterval: '300',
  ClientAliveCountMax: '3',
  PasswordAuthentication: 'yes',
  DisableForwarding: 'yes',
  ForceCommand: 'none',
  GSSAPIAuthentication: 'no',
  HostbasedAuthentication: 'no',
  IgnoreRhosts: 'yes',
  KbdInteractiveAuthentication: 'yes',
  KerberosAuthentication: 'no',
  ListenAddress: '0.0.0.0',
  LoginGraceTime: '60',
  LogLevel: 'VERBOSE',
  MaxSessions: '4',
  MaxStartups: '100',
  PermitTunnel: 'no',
  PermitUserEnvironment: 'no',
  PubkeyAuthentication: 'yes',
  RekeyLimit: '512M 1h',
  RequiredRSASize: '3072',
  StrictModes: 'no',
  SyslogFacility: 'AUTH',
  TCPKeepAlive: 'yes',
  UsePAM: 'yes',
}

/** Forty findings: every outcome, every severity, two nodes. */
export function fortyFindings(): FindingView[] {
  const own: FindingView[] = [
    finding({
      rule: 'kubelet-open-to-everyone',
      title: 'Nobody can command the kubelet without credentials',
      severity: 'critical',
      outcome: 'fail',
      message: `anonymous requests are allowed (--anonymous-auth) and the authorization mode is AlwaysAllow (${configuration}:14)`,
      evidence: [
        {
          field: 'authentication.anonymous.enabled',
          value: 'true',
          source: 'flag --anonymous-auth',
          overridden: [{ value: 'false', source: `${configuration}:4` }],
        },
        { field: 'authorization.mode', value: 'AlwaysAllow', source: `${configuration}:14` },
        {
          field: 'address',
          value: '',
          source: '',
          unknown: 'permission denied: /etc/kubernetes/kubelet.conf.d/90.conf',
        },
      ],
      remediation:
        'Set authentication.anonymous.enabled to false and authorization.mode to Webhook in the kubelet configuration file, remove the flags --anonymous-auth and --authorization-mode, and restart the kubelet at once. Whoever reached its port could run commands in every container of the node.',
      references: {
        'cis-kubernetes': ['4.2.1', '4.2.2'],
        'nist-800-53': ['AC-3', 'AC-14', 'IA-2'],
        'pci-dss-4': ['2.2.1'],
      },
      changedTime: at(12 * minute),
      previousOutcome: 'pass',
    }),
    finding({
      rule: 'kubelet-read-only-port',
      title: 'The kubelet serves nothing without authentication',
      severity: 'high',
      outcome: 'fail',
      message: `the read-only port is 10255 by ${configuration}:31`,
      changedTime: at(3 * hour),
      previousOutcome: 'pass',
    }),
    finding({
      rule: 'sshd-root-login',
      title: 'Nobody logs in as root over SSH with a password',
      severity: 'high',
      outcome: 'fail',
      message: 'PermitRootLogin is yes by /etc/ssh/sshd_config.d/50-cloud-init.conf:1',
    }),
    finding({
      rule: 'kubelet-client-ca',
      title: 'The kubelet verifies client certificates against an authority',
      severity: 'high',
      outcome: 'unknown',
      message: `permission denied: ${configuration}`,
      nodeName: 'worker-1',
    }),
    finding({
      rule: 'file-mode',
      title: 'Only root can change the kubelet configuration',
      severity: 'high',
      outcome: 'fail',
      subject: configuration,
      message: 'the mode is 0666',
      nodeName: 'worker-1',
    }),
    finding({
      rule: 'kubelet-tls-ciphers',
      title: 'The kubelet offers strong ciphers only',
      severity: 'medium',
      outcome: 'error',
      message: 'the rule could not be evaluated: no such overload: list(string) + int',
    }),
    finding({
      rule: 'files-sudo',
      title: 'Who may become root is known',
      severity: 'medium',
      outcome: 'review',
      subject: '/etc/sudoers.d/90-cloud-init-users',
      message: 'a person must look at: debian ALL=(ALL) NOPASSWD:ALL',
    }),
    finding({
      rule: 'files-setuid',
      title: 'Programs that run as root are those of the distribution',
      severity: 'low',
      outcome: 'fail',
      subject: hostile.bidi,
      message: `owned by ${hostile.control}`,
    }),
    finding({
      rule: 'files-names',
      title: 'Names of files are text',
      severity: 'info',
      outcome: 'fail',
      subject: `/tmp/${hostile.image}`,
      message: `a file is called ${hostile.image}`,
    }),
    finding({
      rule: 'sshd-x11-forwarding',
      title: 'SSH forwards no windows',
      severity: 'low',
      outcome: 'not-applicable',
      message: 'sshd is not installed',
    }),
  ]
  const severities: readonly Severity[] = ['medium', 'low', 'info', 'high', 'medium']
  const outcomes: readonly Outcome[] = ['pass', 'pass', 'fail', 'pass', 'not-applicable', 'pass']
  const more = Object.entries(settings).map(([name, value], index) =>
    finding({
      rule: `sshd-${name.toLowerCase()}`,
      title: `sshd's ${name} is as it is recommended`,
      severity: severities[index % severities.length] as Severity,
      outcome: outcomes[index % outcomes.length] as Outcome,
      message: `${name} is ${value} by /etc/ssh/sshd_config:${index + 10}`,
      nodeName: index % 3 === 0 ? 'worker-1' : 'control-plane-1',
    }),
  )
  return [...own, ...more]
}

/** The answers as they count. */
function countsOf(findings: readonly FindingView[]): Counts {
  const count = (outcome: Outcome) =>
    findings.filter((each) => (each.stale && each.outcome !== 'not-applicable' ? 'unknown' : each.outcome) === outcome)
      .length
  return {
    pass: count('pass'),
    fail: count('fail'),
    review: count('review'),
    notApplicable: count('not-applicable'),
    unknown: count('unknown'),
    error: count('error'),
  }
}

function nodeOf(name: string, findings: readonly FindingView[]): NodeView {
  const { state, seen } = names[name] as { state: NodeState; seen?: number }
  const known = state !== 'never-seen'
  const domain = (domainName: string, status: NodeView['domains'][number]['status'], reason = '', gaps = 0) => ({
    domain: domainName,
    status,
    reason,
    gaps,
    observedTime: at(seen ?? 0),
  })
  return {
    clusterId: 'c',
    id: `id-${name}`,
    name,
    roles: name.startsWith('control') ? ['control-plane'] : [],
    kubeletVersion: known ? 'v1.36.2' : '',
    agentVersion: known ? '0.1.0' : '',
    state,
    ...(seen === undefined ? {} : { lastSeenTime: at(seen) }),
    counts: countsOf(findings.filter((each) => each.nodeName === name)),
    degraded: name === 'worker-1' ? ['files are polled: inotify watches are exhausted'] : [],
    clockOffsetMilliseconds: 0,
    domains: known
      ? [
          domain('node', 'observed'),
          name === 'worker-1'
            ? domain('kubelet', 'denied', `permission denied: ${configuration}`)
            : domain('kubelet', 'observed', '', 2),
          domain('ssh', name === 'worker-1' ? 'failed' : 'observed', name === 'worker-1' ? 'time limit of 10 s' : ''),
          domain('files', 'observed'),
        ]
      : [],
  }
}

/** A step of the finding, so long before now. */
export function change(of: FindingView, from: Outcome | undefined, before: number, fromMessage = ''): ChangeView {
  return {
    findingId: of.id,
    nodeName: of.nodeName,
    rule: of.rule,
    title: of.title,
    subject: of.subject,
    severity: of.severity,
    ...(from ? { from, fromMessage } : {}),
    to: of.outcome,
    toMessage: of.message,
    time: at(before),
    factHash: '',
    rulePack: '0.1.0',
  }
}

const control = (id: string, title: string, more: Partial<Control>): Control => ({ id, title, rules: [], ...more })

/** Every outcome, for older nodes than there are. */
export const benchmark: Benchmark = {
  id: 'own',
  title: `Own ${hostile.image}`,
  version: '1.0',
  distributions: [],
  kubernetes: { from: '1.29', to: '1.31' },
  controls: [
    control('1.1.1', 'Nobody else has an account', { review: `who is in ${hostile.bidi}` }),
    control('4.1.9', 'Only root changes the configuration', { assessment: 'automated', rules: ['file-mode'] }),
    control('4.2.1', 'Nobody is let in without a name', {
      assessment: 'automated',
      rules: ['kubelet-open-to-everyone', 'kubelet-read-only-port'],
    }),
    control('4.2.2', 'Programs are those of the distribution', { assessment: 'manual', rules: ['files-setuid'] }),
    control('4.2.3', 'Ciphers are strong', { rules: ['kubelet-tls-ciphers'] }),
    control('4.2.4', 'Sessions end', { rules: ['sshd-maxsessions'] }),
    control('5.1.1', 'The cloud keeps it', { notApplicable: 'there is no cloud' }),
  ],
}

export interface FakeCluster {
  findings: FindingView[]
  changes: ChangeView[]
  /** None: no node is judged by any. */
  benchmarks: readonly Benchmark[]
  /** How often compliance was asked for. */
  complianceAsked: number
  /** Thrown instead of every answer while it is set. */
  fault?: Error
  readonly reports: ReportSource
  /** Tells everyone who subscribed. */
  changed(): void
  readonly subscribe: (listener: () => void) => () => void
}

/** A cluster of three nodes, one silent and one never seen, whose findings a test can change. */
export function fakeCluster(findings: FindingView[] = fortyFindings()): FakeCluster {
  const listeners = new Set<() => void>()
  const [first, second, third] = findings as [FindingView, FindingView, FindingView]
  const cluster: FakeCluster = {
    findings,
    benchmarks: [benchmark],
    complianceAsked: 0,
    changes:
      findings.length < 40
        ? []
        : [
            change(first, 'pass', 12 * minute, `anonymous requests are refused (${configuration}:4)`),
            change(second, 'pass', 3 * hour, 'the read-only port is 0 by default of v1.36'),
            change(third, 'unknown', 26 * hour, 'permission denied: /etc/ssh/sshd_config.d'),
          ],
    reports: {
      report: async () => answer(() => reportOf(cluster)),
      nodes: async () =>
        answer(() => {
          const nodes = [...reportOf(cluster).nodes]
          return { nodes, total: nodes.length }
        }),
      compliance: async () => {
        cluster.complianceAsked++
        return answer(() => complianceOf(cluster))
      },
      findings: async (query) =>
        answer(() => {
          const wanted = query.outcomes?.length
            ? query.outcomes
            : ['fail', 'error', 'unknown', 'review', 'not-applicable']
          const least = rank(query.minSeverity ?? 'info')
          const found = cluster.findings
            .filter(
              (each) =>
                wanted.includes(each.outcome) &&
                rank(each.severity) >= least &&
                (!query.nodeIds?.length || query.nodeIds.includes(each.nodeId)) &&
                (!query.rules?.length || query.rules.includes(each.rule)),
            )
            .sort((a, b) => rank(b.severity) - rank(a.severity) || (a.rule < b.rule ? -1 : 1))
          const start = Number(query.pageToken ?? 0)
          const end = start + query.pageSize
          return {
            findings: found.slice(start, end),
            total: found.length,
            ...(end < found.length ? { nextPageToken: String(end) } : {}),
          }
        }),
      finding: async (id) =>
        answer(() => {
          const found = cluster.findings.find((each) => each.id === id)
          if (!found) throw new NotFoundError(`no finding ${id}; \`merlon report\` lists them`)
          const steps = cluster.changes.filter((each) => each.findingId === id)
          return { finding: found, history: [...steps, change({ ...found, outcome: 'pass' }, undefined, 50 * hour)] }
        }),
      node: async (name) => {
        throw new NotFoundError(`no node ${name}`)
      },
      nodeIds: async (wanted) => wanted.map((name) => `id-${name}`),
    },
    changed: () => {
      for (const listener of listeners) listener()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
  function answer<T>(make: () => T): T {
    if (cluster.fault) throw cluster.fault
    return make()
  }
  return cluster
}

const order: readonly Severity[] = ['info', 'low', 'medium', 'high', 'critical']
const rank = (severity: Severity) => order.indexOf(severity)

function complianceOf(cluster: FakeCluster): Compliance {
  const { clusterId, clusterName, asOf, rulePackVersion, nodes } = reportOf(cluster)
  const { benchmarks, findings } = cluster
  const tally = openCompliance({ benchmarks, pack: { rules: [], disabled: [], version: rulePackVersion } })
  for (const { id, name, state, kubeletVersion: version } of benchmarks.length > 0 ? nodes : [])
    tally.add({ id, name, state, distribution: '', version, findings: findings.filter((each) => each.nodeId === id) })
  return tally.result({ clusterId, clusterName, asOf })
}

function reportOf({ findings, changes }: FakeCluster): Report {
  const of = (severity: Severity) => countsOf(findings.filter((each) => each.severity === severity))
  return {
    clusterId: 'c',
    clusterName: 'production-eu-1',
    asOf: new Date(now).toISOString(),
    coverage: { expected: 3, reporting: 1, stale: 0, silent: 1, neverSeen: 1 },
    counts: countsOf(findings),
    score: 41,
    severities: [...order].reverse().map((severity) => {
      const { fail, unknown, error } = of(severity)
      return { severity, fail, unknown: unknown + error }
    }),
    worst: [],
    changes,
    nodes: Object.keys(names).map((name) => nodeOf(name, findings)),
    rulePackVersion: '0.1.0',
    ruleChanges: ['sshd-banner is disabled: no banner is wanted here'],
  }
}
