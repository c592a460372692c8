import { expect, test } from 'vitest'
import { type Host, hostOf, openHost } from '../../../agent/host/host.ts'
import { denied, failed } from '../../../agent/host/look.ts'
import { noProc } from '../../../agent/host/proc.ts'
import { recordingHost } from '../../../agent/host/recording.ts'
import { auditPolicy } from '../../../agent/inspect/auditpolicy.ts'
import { type AuditPolicyFact, v1 } from '../../../proto/index.ts'
import { apiServerManifest, apiServerWith, containedApiServer, manifestPath } from '../../support/apiserver.ts'
import { bootTime, type HostSpec, loadSpec, makeHost, withMore, withProcesses } from '../../support/host.ts'
import { undeclared } from '../../support/reads.ts'

const path = '/etc/kubernetes/audit.yaml'
const flag = `--audit-policy-file=${path}`
const log = '--audit-log-path=/var/log/audit.log'
const header = 'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n'

function look(spec: HostSpec, change: (host: Host) => Host = (host) => host) {
  return auditPolicy.inspect(change(openHost(makeHost(spec))))
}

async function factOf(spec: HostSpec): Promise<AuditPolicyFact> {
  const observation = await look(spec)
  if (observation.status !== 'observed') throw new Error(JSON.stringify(observation))
  return observation.fact
}

const configured = (content: string, ...args: string[]): HostSpec => ({
  files: { [path]: content },
  processes: [apiServerWith(flag, log, ...args)],
})

/** Resource → highest level, lowest level of a write, `leaks` and `unseen` where so. */
async function answersOf(rules: string, ...names: string[]) {
  const { resources = [] } = await factOf(configured(header + rules))
  return Object.fromEntries(
    resources
      .filter(({ resource }) => names.includes(resource ?? ''))
      .map(({ resource, highest, lowestWrite, leaks, unseenWrites }) => [
        resource,
        [highest?.value, lowestWrite?.value, ...(leaks ? ['leaks'] : []), ...(unseenWrites ? ['unseen'] : [])].join(
          ' ',
        ),
      ]),
  )
}

const [tokens, reviews] = ['serviceaccounts/token', 'authentication.k8s.io/tokenreviews'] as const

test.each<[string, string, Record<string, string>]>([
  [
    'reading secrets is kept short, writing them is not',
    '- {level: Metadata, verbs: [get,list,watch], resources: [{resources: [secrets]}]}\n- {level: Request}\n',
    { secrets: 'Request Request leaks', [tokens]: 'Request Request', [reviews]: 'Request Request leaks' },
  ],
  [
    'tokens are no service accounts, reviews no secrets',
    '- {level: Metadata, resources: [{group: "", resources: [secrets, configmaps, serviceaccounts]}]}\n- level: RequestResponse\n',
    {
      ...{ secrets: 'Metadata Metadata', configmaps: 'Metadata Metadata' },
      ...{ [tokens]: 'RequestResponse RequestResponse leaks', [reviews]: 'RequestResponse RequestResponse leaks' },
    },
  ],
  [
    'a star behind the slash is the resource too',
    '- {level: Metadata, resources: [{group: "", resources: ["secrets/*"]}]}\n- level: RequestResponse\n',
    { secrets: 'Metadata Metadata', configmaps: 'RequestResponse RequestResponse leaks' },
  ],
  [
    'everything by its metadata',
    '- level: Metadata\n',
    { secrets: 'Metadata Metadata', 'pods/exec': 'Metadata Metadata' },
  ],
  ['everything with its bodies', '- level: RequestResponse\n', { secrets: 'RequestResponse RequestResponse leaks' }],
  ['nothing', '- level: None\n', { secrets: 'None None unseen', [tokens]: 'None None unseen' }],
  [
    'what no rule matches is not recorded',
    '- {level: Metadata, resources: [{resources: [secrets]}]}\n',
    { secrets: 'Metadata Metadata', configmaps: 'None None unseen', 'apps/deployments': 'None None unseen' },
  ],
  [
    'what some users do is hidden',
    '- {level: None, users: ["system:kube-controller-manager"]}\n- level: Metadata\n',
    { secrets: 'Metadata None unseen' },
  ],
  [
    'what is read in one namespace is recorded with its answers',
    '- {level: RequestResponse, verbs: [get], namespaces: [dev]}\n- level: Metadata\n',
    { secrets: 'RequestResponse Metadata leaks', pods: 'RequestResponse Metadata', [reviews]: 'Metadata Metadata' },
  ],
  [
    'what is watched is never recorded, what is read at Request has no body',
    '- {level: RequestResponse, verbs: [watch]}\n- {level: Request, verbs: [get, list]}\n- level: Metadata\n',
    { secrets: 'RequestResponse Metadata' },
  ],
  [
    'reading is no change, but it opens connections',
    '- {level: None, verbs: [get, list, watch]}\n- level: Metadata\n',
    { secrets: 'Metadata Metadata', 'pods/exec': 'Metadata None unseen', 'services/proxy': 'Metadata None unseen' },
  ],
  [
    'stages that are left out',
    '- {level: Metadata, omitStages: [RequestReceived, ResponseComplete]}\n',
    { secrets: 'Metadata None unseen', 'pods/exec': 'Metadata Metadata' },
  ],
  [
    'one stage that is left out',
    '- {level: Metadata, omitStages: [RequestReceived]}\n',
    { secrets: 'Metadata Metadata' },
  ],
])('%s', async (_, rules, expected) => {
  expect(await answersOf(rules, ...Object.keys(expected))).toEqual(expected)
})

test('all that is told', async () => {
  const rules = `- {level: None, users: [a]}
- level: Request
  resources: [{resources: [pods]}]
  verb: [get]
- {level: Metadata, omitStages: [RequestReceived, ResponseComplete], resources: [{resources: [secrets]}]}
`
  const fact = await factOf(configured(header + rules))
  expect(fact).toMatchObject({
    file: { value: path, source: 'flag --audit-policy-file' },
    rules: 3,
    warnings: [`file ${path}:7: unknown field "rules[1].verb" is ignored`],
  })
  const none = { value: 'None', source: `file ${path}:4` }
  expect(fact.resources?.filter(({ resource }) => /^(configmaps|pods|secrets)$/.test(resource ?? ''))).toEqual([
    { resource: 'configmaps', highest: none, lowestWrite: none, leaks: false, unseenWrites: true },
    {
      resource: 'pods',
      highest: { value: 'Request', source: `file ${path}:5` },
      ...{ lowestWrite: none, leaks: false, unseenWrites: true },
    },
    {
      resource: 'secrets',
      highest: { value: 'Metadata', source: `file ${path}:8` },
      ...{ lowestWrite: none, leaks: false, unseenWrites: true },
    },
  ])
  expect(v1.AuditPolicyFact.decode(v1.AuditPolicyFact.encode(fact).finish()).rules).toBe(3)
})

test('where an answer comes from', async () => {
  const sources = async (rules: string) => {
    const { resources } = await factOf(configured(header + rules))
    const { highest, lowestWrite } = resources?.find(({ resource }) => resource === 'secrets') ?? {}
    return [highest?.source, lowestWrite?.source]
  }
  const none = `file ${path}: no rule matches`
  expect(await sources('- {level: Metadata, verbs: [get]}\n')).toEqual([`file ${path}:4`, none])
  expect(await sources('- {level: Metadata, resources: [{group: apps}]}\n')).toEqual([none, none])
  expect(await sources('- {level: Request, omitStages: [RequestReceived, ResponseComplete]}\n')).toEqual([
    `file ${path}:4`,
    `file ${path}:4, which omits the stages of such requests`,
  ])
})

const names = [
  ...['apps/deployments', reviews, 'certificates.k8s.io/certificatesigningrequests', 'configmaps', 'pods', 'pods/exec'],
  ...['pods/portforward', 'pods/proxy', 'secrets', tokens, 'services/proxy'],
]
const unrecorded = (source: string) =>
  names.map((resource) => ({
    ...{ resource, highest: { value: 'None', source }, lowestWrite: { value: 'None', source } },
    ...{ leaks: false, unseenWrites: true },
  }))
const unset = 'flag --audit-policy-file is not set'

test.each<[string, HostSpec, string, string[]]>([
  ['a control plane that kubeadm made', loadSpec('kubeadm-control-plane'), unset, []],
  ['an empty flag', { processes: [apiServerWith('--audit-policy-file=')] }, unset, []],
  [
    'a log',
    { processes: [apiServerWith(log)] },
    unset,
    ['flag --audit-log-path records nothing without --audit-policy-file'],
  ],
  [
    'a webhook',
    { processes: [apiServerWith('--audit-webhook-config-file=/w')] },
    unset,
    ['flag --audit-webhook-config-file records nothing without --audit-policy-file'],
  ],
  ['a manifest', apiServerManifest([]), `${unset} in ${manifestPath}`, []],
])('without a policy nothing is recorded: %s', async (_, spec, source, warnings) => {
  expect(await factOf(spec)).toEqual({
    file: { value: '', source },
    resources: unrecorded(`nothing is recorded: ${source}`),
    ...{ warnings, rules: 0 },
  })
})

test.each([
  [apiServerManifest([])],
  [apiServerManifest([flag, log], { files: { [path]: `${header}- level: None\n` } })],
])('what only a manifest says is not what runs', async (spec) => {
  expect(await look(spec)).toMatchObject({ notRunning: `no kube-apiserver is seen to run, only ${manifestPath}` })
  expect(await look(withMore(spec, { processes: [apiServerWith()] }))).not.toHaveProperty('notRunning')
})

test('a policy records nothing without a place for the events', async () => {
  const processes = [apiServerWith(flag)]
  const idle = 'neither --audit-log-path nor --audit-webhook-config-file is set'
  expect(await factOf({ ...configured(`${header}- level: Metadata\n`), processes })).toEqual({
    file: { value: path, source: 'flag --audit-policy-file' },
    resources: unrecorded(`nothing is recorded: ${idle}`),
    warnings: [`flag --audit-policy-file has no effect: ${idle}`],
    rules: 1,
  })
})

test.each<[string, HostSpec]>([
  ['a worker', loadSpec('kubeadm-worker')],
  ['another machine', loadSpec('plain-debian')],
  ['nothing at all', {}],
  ['the API server of a pod', { processes: [{ ...containedApiServer(flag), cgroup: '0::/docker/abc' }] }],
  ['k3s without a server', { processes: [{ pid: 7, argv: ['/usr/local/bin/k3s', 'agent'] }] }],
])('%s has no API server', async (_, spec) => {
  expect(await look(spec)).toEqual({ status: 'absent' })
})

const valid = `${header}- level: Metadata\n`
test.each<[string, HostSpec, string]>([
  ['no such file', { processes: [apiServerWith(flag)] }, `${path}: does not exist`],
  ['too large', configured(`${valid}#${'x'.repeat(1024 * 1024)}`), `${path}: larger than`],
  ['not a policy', configured('- a'), `does not load: file ${path}:1: cannot unmarshal array into object`],
  [
    'a wrong level',
    configured(`${header}- level: all`),
    `does not load: file ${path}:4: rules[0].level "all" is none of None`,
  ],
  ['bytes that are no text', configured('\u0000'), `does not load: file ${path}`],
  [
    'a flag without value',
    { processes: [apiServerWith('--audit-policy-file')] },
    'does not load: flag needs an argument: --audit-policy-file',
  ],
  [
    'k3s',
    { processes: [{ pid: 7, argv: ['/usr/local/bin/k3s', 'server'] }] },
    'which version of k3s runs cannot be told',
  ],
  [
    'OpenShift',
    { processes: [{ pid: 7, argv: ['/usr/bin/hyperkube', 'kube-apiserver', '--openshift-config=/c'] }] },
    'flag --openshift-config names a file that is not understood',
  ],
  ['a manifest and no file', apiServerManifest([flag]), `${path}: ${path} is not on the host`],
])('%s: failed', async (_, spec, reason) => {
  expect(await look(spec)).toEqual({ status: 'failed', reason: expect.stringContaining(reason) })
})

test('a manifest with arguments that only the kubelet knows', async () => {
  const { files = {} } = apiServerManifest(['$(FLAGS)', flag])
  const pod = String(files[manifestPath]).replace('    image:', '    env: [{name: FLAGS, valueFrom: {}}]\n    image:')
  expect(await look({ files: { [manifestPath]: pod } })).toEqual({
    status: 'failed',
    reason: `${manifestPath} takes arguments from variables whose values are not known`,
  })
})

test('what may not be read is denied', async () => {
  const { root } = openHost(makeHost({}))
  for (const answer of [denied('permission denied'), failed('EIO')])
    expect(await auditPolicy.inspect(hostOf(root, { ...noProc, processes: () => answer }))).toEqual({
      status: answer.status,
      reason: `/proc: ${answer.reason}`,
    })
  expect(await auditPolicy.inspect(hostOf(root, noProc))).toEqual({
    status: 'failed',
    reason: 'there is no /proc: whether an API server runs cannot be told',
  })
  const withoutFile = (host: Host): Host => ({
    ...host,
    root: { ...host.root, read: async () => denied('permission denied') },
  })
  expect(await look(configured(valid), withoutFile)).toEqual({ status: 'denied', reason: `${path}: permission denied` })
  const withoutArguments = (host: Host) => withProcesses(host, () => ({ argv: () => denied('permission denied') }))
  expect(await look(configured(valid), withoutArguments)).toEqual({
    status: 'denied',
    reason: 'command line of process 7: permission denied',
  })
})

const sourceOf = async (spec: HostSpec) => (await factOf(spec)).resources?.[0]?.highest

test.each<[string, HostSpec, string, string]>([
  ['of the node', configured(valid), 'Metadata', `file ${path}:4`],
  [
    'in a container that cannot be looked into',
    { files: { [path]: valid }, processes: [containedApiServer(flag, log)] },
    ...(['Metadata', `file ${path}:4`] as const),
  ],
  [
    'in a container that has another file at this path',
    {
      files: { [path]: valid, [`/proc/7/root${path}`]: `${header}# more\n- level: Request\n` },
      processes: [containedApiServer(flag, log)],
    },
    ...(['Request', `file ${path}:5 in the container of kube-apiserver`] as const),
  ],
  [
    'mounted at another path',
    {
      files: {
        '/srv/audit.yaml': valid,
        '/proc/7/mountinfo':
          '1 0 0:50 / / rw - overlay overlay rw\n2 1 8:1 /srv /etc/kubernetes rw - ext4 /dev/sda1 rw\n',
        '/proc/1/mountinfo': '1 0 8:1 / / rw - ext4 /dev/sda1 rw\n',
      },
      processes: [containedApiServer(flag, log)],
    },
    ...(['Metadata', 'file /srv/audit.yaml:4'] as const),
  ],
  [
    'beside the current directory',
    {
      files: { [path]: valid },
      processes: [{ ...apiServerWith('--audit-policy-file=audit.yaml', log), cwd: '/etc/kubernetes' }],
    },
    ...(['Metadata', `file ${path}:4`] as const),
  ],
  ['of a manifest', apiServerManifest([flag, log], { files: { [path]: valid } }), 'Metadata', `file ${path}:4`],
  ['the last of several flags', configured(valid, '--audit_policy_file', path), 'Metadata', `file ${path}:4`],
])('the file that is read: %s', async (_, spec, value, source) => {
  expect(await sourceOf(spec)).toEqual({ value, source })
})

test('a file that is only in an image that cannot be looked into', async () => {
  const mountinfo = '1 0 0:50 / / rw - overlay overlay rw\n'
  const files = {
    [path]: valid,
    '/proc/7/mountinfo': mountinfo,
    '/proc/1/mountinfo': '1 0 8:1 / / rw - ext4 /dev/sda1 rw\n',
  }
  expect(await look({ files, processes: [containedApiServer(flag, log)] })).toEqual({
    status: 'failed',
    reason: `${path}: process 7 has it in its container, not on the host`,
  })
})

test('a process counts for more than the manifest', async () => {
  const spec = withMore(apiServerManifest([]), configured(valid))
  expect((await factOf(spec)).file).toEqual({ value: path, source: 'flag --audit-policy-file' })
})

test('a changed file and a second API server are told of', async () => {
  const fact = await factOf({
    files: { [path]: { content: valid, mtime: bootTime + 103 } },
    processes: [apiServerWith(flag, log), { ...apiServerWith(), pid: 8 }],
  })
  expect(fact.warnings).toEqual([
    'another kube-apiserver runs as process 8',
    `file ${path} changed after the API server started, which knows what it held before`,
  ])
})

test('warnings are bounded', async () => {
  const unknown = Array.from({ length: 60 }, (_, at) => `x${at}: 1\n`).join('')
  const { warnings = [] } = await factOf(configured(unknown + valid))
  expect(warnings.length).toBe(51)
  expect(warnings[0]).toBe(`file ${path}: 10 more warnings`)
})

test('what is read is declared', async () => {
  for (const processes of [[containedApiServer(flag, log)], [apiServerWith(flag, log)], []]) {
    const spec = { ...apiServerManifest([flag], { files: { [path]: valid } }), processes }
    const { host, recording } = recordingHost(openHost(makeHost(spec)))
    await auditPolicy.inspect(host)
    expect(recording.files).toContain(path)
    const named = {
      'named by kube-apiserver --audit-policy-file': [path, `/proc/7/root${path}`, '/proc/7/root/'],
      'staticPodPath of the kubelet': ['/etc/kubernetes/{manifests,static-pods}', '/var/lib/rancher/*/agent/*'],
    }
    expect(undeclared(auditPolicy.reads, recording, named)).toEqual([])
  }
})
