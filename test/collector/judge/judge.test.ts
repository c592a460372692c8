import { describe, expect, test } from 'vitest'
import { NodeDigest } from '../../../collector/judge/cel.ts'
import { digestOf, judgeCluster, judgeRule } from '../../../collector/judge/judge.ts'
import type { Rule } from '../../../collector/judge/rule.ts'
import { catalogueOf } from '../../../proto/catalogue/index.ts'
import { nodeWith, now, ruleOf } from './expressions.ts'

function judge(parts: Parameters<typeof ruleOf>[0], facts: Parameters<typeof nodeWith>[0]) {
  return judgeRule(ruleOf(parts), nodeWith(facts), now)
}

const on = { value: true, source: 'flag --x' }
const off = { value: false, source: 'flag --x' }
const hidden = { unknown: 'not readable', source: 'file /x:1' }
// Three settings of one type, so that the tables read as logic.
const kubelet = { rotateCertificates: on, protectKernelDefaults: off, seccompDefault: hidden }
const T = 'kubelet.rotateCertificates.value'
const F = 'kubelet.protectKernelDefaults.value'
const U = 'kubelet.seccompDefault.value'

test('the settings of the tables are what they seem', () => {
  const paths = catalogueOf('KubeletFact', 'configuration').map((entry) => entry.path)
  for (const path of Object.keys(kubelet)) expect(paths).toContain(path)
})

describe('what is unknown', () => {
  test.each([
    [`${T}`, 'pass'],
    [`${F}`, 'fail'],
    [`${U}`, 'unknown'],
    [`!${U}`, 'unknown'],
    [`${U} == true`, 'unknown'],
    [`${U} == ${U}`, 'unknown'],
    [`${U} || ${T}`, 'pass'],
    [`${T} || ${U}`, 'pass'],
    [`${U} || ${F}`, 'unknown'],
    [`${F} || ${U}`, 'unknown'],
    [`${U} && ${F}`, 'fail'],
    [`${F} && ${U}`, 'fail'],
    [`${U} && ${T}`, 'unknown'],
    [`${T} && ${U}`, 'unknown'],
    [`!(${U} && ${F})`, 'pass'],
    [`(${U} || ${F}) && ${F}`, 'fail'],
    [`(${U} || ${F}) || ${T}`, 'pass'],
    [`${U} ? true : true`, 'unknown'],
    [`${T} ? ${T} : ${U}`, 'pass'],
    [`${F} ? ${U} : ${F}`, 'fail'],
    [`${T} ? ${U} : ${T}`, 'unknown'],
    [`[1, 2, 3].exists(n, n == 3 || ${U})`, 'pass'],
    [`[1, 2, 3].exists(n, n == 4 || ${U})`, 'unknown'],
    [`[3, 2, 1].exists(n, n == 3 || ${U})`, 'pass'],
    [`[1, 2, 3].all(n, n < 3 && ${U})`, 'fail'],
    [`[1, 2, 3].all(n, n < 4 && ${U})`, 'unknown'],
    [`[1, 2, 3].all(n, n < 4 || ${U})`, 'pass'],
    [`[].all(n, ${U})`, 'pass'],
    [`[].exists(n, ${U})`, 'fail'],
    [`[1].exists_one(n, ${U})`, 'unknown'],
    [`[1].filter(n, ${U}).size() == 0`, 'unknown'],
    [`[1].map(n, ${U}).size() == 1`, 'unknown'],
    [`[1, 2].all(a, [1, 2].exists(b, a == b || ${U}))`, 'pass'],
    [`[1, 2].all(a, [1].exists(b, a == b || ${U}))`, 'unknown'],
    ['kubelet.seccompDefault.known', 'fail'],
    ['kubelet.rotateCertificates.known', 'pass'],
    [`!kubelet.seccompDefault.known || ${U}`, 'pass'],
    ['kubelet.seccompDefault.source == "file /x:1"', 'pass'],
    ['has(kubelet.seccompDefault)', 'pass'],
    ['has(kubelet.enableServer)', 'fail'],
    ['kubelet.enableServer.value', 'unknown'],
    [`kubelet.enableServer.value || ${T}`, 'pass'],
    ['kubelet.enableServer.known', 'unknown'],
  ])('%s → %s', (check, outcome) => {
    expect(judge({ check }, { kubelet })[0]?.outcome).toBe(outcome)
  })

  test('says why, and what was read until then', () => {
    expect(judge({ check: `${T} && ${U}` }, { kubelet })).toEqual([
      {
        rule: 'some-rule',
        severity: 'low',
        domain: 'kubelet',
        subject: '',
        outcome: 'unknown',
        message: 'seccompDefault: not readable',
        evidence: [
          { field: 'rotateCertificates', value: 'true', source: 'flag --x' },
          { field: 'seccompDefault', value: '', source: 'file /x:1', unknown: 'not readable' },
        ],
      },
    ])
  })

  test('names the place that does not exist: a field is no file', () => {
    const selinux = { seccompDefault: { unknown: 'does not exist', source: 'file /sys/fs/x' } }
    expect(judge({ check: U }, { kubelet: selinux })[0]?.message).toBe(
      'seccompDefault is not known: where it is read does not exist (file /sys/fs/x)',
    )
    const bare = { seccompDefault: { unknown: 'does not exist', source: '' } }
    expect(judge({ check: U }, { kubelet: bare })[0]?.message).toBe('seccompDefault: does not exist')
  })

  test('in a condition makes the answer unknown', () => {
    expect(judge({ when: U, check: T }, { kubelet })[0]).toMatchObject({
      outcome: 'unknown',
      message: 'seccompDefault: not readable',
    })
  })

  test('in a message leaves the answer, and the title says which', () => {
    expect(judge({ check: T, message: `string(${U})` }, { kubelet })[0]).toMatchObject({
      outcome: 'pass',
      message: 'Something holds: this holds, although not all is known (seccompDefault: not readable)',
    })
    expect(judge({ check: F, message: `string(${U})` }, { kubelet })[0]).toMatchObject({
      outcome: 'fail',
      message: 'Something holds: this does not hold, although not all is known (seccompDefault: not readable)',
    })
  })
})

describe('evidence', () => {
  test('is every value that was read, with its source and what it won over, each once', () => {
    const fact = {
      readOnlyPort: {
        value: 10255,
        source: 'flag --read-only-port',
        overridden: [
          { value: 0, source: 'file /a:2' },
          { value: 10255, source: 'default (flags)' },
        ],
      },
      tlsCipherSuites: { value: ['A', 'B'], source: 'file /a:9' },
      defaults: 'file',
    }
    const check =
      'kubelet.readOnlyPort.value == 0 || kubelet.tlsCipherSuites.value.size() == 0 || kubelet.readOnlyPort.value == 1 || kubelet.defaults == ""'
    expect(judge({ check }, { kubelet: fact })[0]?.evidence).toEqual([
      {
        field: 'readOnlyPort',
        value: '10255',
        source: 'flag --read-only-port',
        overridden: [
          { value: '0', source: 'file /a:2' },
          { value: '10255', source: 'default (flags)' },
        ],
      },
      { field: 'tlsCipherSuites', value: 'A,B', source: 'file /a:9' },
      { field: 'defaults', value: 'file', source: "the node's kubelet" },
    ])
  })

  test('holds what the condition read too', () => {
    expect(judge({ when: T, check: F }, { kubelet })[0]?.evidence.map((read) => read.field)).toEqual([
      'protectKernelDefaults',
      'rotateCertificates',
    ])
  })

  test('is what the message read where a person decides', () => {
    const verdict = judge({ review: 'whether it is wanted', message: `string(${T})` }, { kubelet })[0]
    expect(verdict).toMatchObject({ outcome: 'review', message: 'true. To look at: whether it is wanted' })
    expect(verdict?.evidence.map((read) => read.field)).toEqual(['rotateCertificates'])
  })

  test('of one subject does not name the subject again', () => {
    const items = [{ path: '/a [b].c', role: 'x', mode: { value: '0644', source: 'stat' } }]
    const [verdict] = judge(
      { needs: 'files', for: 'file in files.items', check: 'file.mode.value.within("0600")' },
      { files: { items } },
    )
    expect(verdict).toMatchObject({
      subject: '/a [b].c',
      outcome: 'fail',
      evidence: [{ field: 'mode', value: '0644', source: 'stat' }],
    })
  })

  test('has at most 50 values', () => {
    const warnings = Array.from({ length: 80 }, (_, at) => ({ path: `/${at}`, role: 'x', type: 'file' }))
    const [verdict] = judge(
      { needs: 'files', check: 'files.items.all(file, file.type == "file")' },
      { files: { items: warnings } },
    )
    expect(verdict?.outcome).toBe('pass')
    expect(verdict?.evidence).toHaveLength(50)
  })
})

describe('a domain that was not observed', () => {
  const absent = { status: 'absent' } as const
  const denied = { status: 'denied', reason: 'permission denied' } as const
  const failed = { status: 'failed', reason: 'does not load: x' } as const
  const one = ruleOf({ check: T })
  const two = ruleOf({ needs: ['kubelet', 'node'], check: T })

  test.each<[string, Rule, ReturnType<typeof nodeWith>, string, string]>([
    ['is absent', one, nodeWith({}, { kubelet: absent }), 'not-applicable', 'this node has no kubelet'],
    ['was denied', one, nodeWith({}, { kubelet: denied }), 'unknown', 'kubelet: denied: permission denied'],
    ['failed', one, nodeWith({}, { kubelet: failed }), 'unknown', 'kubelet: failed: does not load: x'],
    ['was not looked at', one, nodeWith({}), 'unknown', 'kubelet: not looked at yet'],
    ['is one of two and absent', two, nodeWith({ kubelet }, { node: absent }), 'unknown', 'node: absent'],
    [
      'is one of two and denied',
      two,
      nodeWith({ kubelet }, { node: denied }),
      'unknown',
      'node: denied: permission denied',
    ],
    [
      'is both and absent',
      two,
      nodeWith({}, { kubelet: absent, node: absent }),
      'not-applicable',
      'this node has no kubelet, node',
    ],
    [
      'is absent while the other was not looked at',
      two,
      nodeWith({}, { kubelet: absent }),
      'unknown',
      'kubelet: absent',
    ],
    ['is neither', two, nodeWith({ kubelet, node: {} }), 'pass', 'a message'],
  ])('%s', (_, rule, facts, outcome, message) => {
    expect(judgeRule(rule, facts, now)).toMatchObject([{ outcome, message }])
  })

  test('by an agent that is too old for the rule is unknown', () => {
    const rule = ruleOf({ needs: 'kubelet/3', check: T })
    expect(judgeRule(rule, nodeWith({ kubelet }, {}, 2), now)).toMatchObject([
      { outcome: 'unknown', message: 'kubelet: agent too old' },
    ])
    expect(judgeRule(rule, nodeWith({ kubelet }, {}, 3), now)).toMatchObject([{ outcome: 'pass' }])
    expect(judgeRule(rule, nodeWith({ kubelet }, {}, 4), now)).toMatchObject([{ outcome: 'pass' }])
  })

  test('is never given by a rule that reads nothing of it', () => {
    expect(judgeRule(ruleOf({ check: 'true' }), nodeWith({}, { kubelet: denied }), now)[0]?.outcome).toBe('unknown')
  })
})

describe('parts that could not be read', () => {
  const gap = (path: string) => ({ path, reason: 'permission denied' })
  const view = (fact: object, ...paths: string[]) => ({ status: 'observed', fact, gaps: paths.map(gap) }) as never
  const complete = ruleOf({ needs: 'ssh', check: 'ssh.settings.banner.value != "none" && ssh.complete' })
  const banner = (value: string) => ({ settings: { banner: { value, source: 'file /x:1' } } })

  test('make a pass unknown that depends on having seen all, and leave a failure', () => {
    expect(judgeRule(complete, nodeWith({}, { ssh: view(banner('/x')) }), now)[0]?.outcome).toBe('pass')
    expect(judgeRule(complete, nodeWith({}, { ssh: view(banner('/x'), '/a') }), now)[0]).toMatchObject({
      outcome: 'unknown',
      message: 'not all could be read: /a: permission denied',
      evidence: [
        { field: 'settings.banner', value: '/x' },
        { field: 'complete', value: '', unknown: 'not all could be read: /a: permission denied' },
      ],
    })
    expect(judgeRule(complete, nodeWith({}, { ssh: view(banner('/x'), '/a', '/b') }), now)[0]?.message).toBe(
      'not all could be read: /a: permission denied and 1 more',
    )
    expect(judgeRule(complete, nodeWith({}, { ssh: view(banner('none'), '/a') }), now)[0]?.outcome).toBe('fail')
  })

  test('can be read by rules', () => {
    const rule = ruleOf({
      needs: 'ssh',
      check: 'ssh.gaps.size() == 0',
      message: 'ssh.gaps.map(gap, gap.path + ": " + gap.reason).join("; ")',
    })
    expect(judgeRule(rule, nodeWith({}, { ssh: view({}, '/a', '/b') }), now)[0]).toMatchObject({
      outcome: 'fail',
      message: '/a: permission denied; /b: permission denied',
    })
  })

  test('make an empty list unknown', () => {
    const rule = ruleOf({ needs: 'files', for: 'file in files.items', check: 'true' })
    expect(judgeRule(rule, nodeWith({ files: { items: [] } }), now)).toMatchObject([
      { subject: '', outcome: 'not-applicable', message: 'there is none on this node' },
    ])
    expect(judgeRule(rule, nodeWith({}, { files: view({ items: [] }, '/a', '/b') }), now)).toMatchObject([
      {
        subject: '',
        outcome: 'unknown',
        message: 'none was found, but not all could be read: /a: permission denied and 1 more',
      },
    ])
  })
})

describe('subjects', () => {
  const file = (path: string, mode: object, role = 'x') => ({ path, role, mode })
  const rule = {
    needs: 'files',
    for: 'file in files.items',
    check: 'file.mode.value.within("0600")',
    message: '"mode " + file.mode.value',
  }
  const good = { value: '0600', source: 'stat' }
  const bad = { value: '0644', source: 'stat' }
  const unclear = { unknown: 'denied', source: 'stat' }
  const answers = (items: object[]) =>
    judge(rule, { files: { items } }).map(({ subject, outcome }) => [subject, outcome])

  test('have an answer each', () => {
    expect(answers([file('/a', good), file('/b', bad), file('/c', unclear)])).toEqual([
      ['/a', 'pass'],
      ['/b', 'fail'],
      ['/c', 'unknown'],
    ])
  })

  test.each([
    ['fail', [good, bad, unclear]],
    ['unknown', [good, unclear, good]],
    ['pass', [good, good]],
  ])('of one name have one answer, the worst: %s', (outcome, modes) => {
    expect(answers(modes.map((mode) => file('/a', mode)))).toEqual([['/a', outcome]])
  })

  test('may be named by the rule', () => {
    const named = { ...rule, subject: 'file.role + " " + file.path' }
    expect(judge(named, { files: { items: [file('/a', good, 'key')] } })[0]?.subject).toBe('key /a')
  })

  test('whose list cannot be told are one unknown answer', () => {
    const listed = { needs: 'ssh', for: 'name in ssh.settings.ciphers.value', subject: 'name', check: 'true' }
    expect(judge(listed, { ssh: { settings: { ciphers: hidden } } })).toMatchObject([
      { subject: '', outcome: 'unknown', message: 'settings.ciphers: not readable' },
    ])
  })

  test('are judged up to 5000, and more are one answer that says so', () => {
    const many = (count: number) => Array.from({ length: count }, (_, at) => file(`/${at}`, good))
    expect(judge(rule, { files: { items: many(5000) } })).toHaveLength(5000)
    expect(judge(rule, { files: { items: many(10_000) } })).toMatchObject([
      { subject: '', outcome: 'unknown', message: '10000 subjects, more than the 5000 that are judged' },
    ])
  })
})

describe('an answer', () => {
  test('does not apply where the condition is false, and the check is not asked', () => {
    expect(judge({ when: F, check: U }, { kubelet })).toMatchObject([
      {
        outcome: 'not-applicable',
        message: 'the rule does not apply here',
        evidence: [{ field: 'protectKernelDefaults' }],
      },
    ])
  })

  test('is an error when the expression is at fault', () => {
    const broken = judge({ check: 'kubelet.defaults.within("0600")' }, { kubelet: { defaults: 'file' } })
    expect(broken).toMatchObject([{ outcome: 'error', message: 'not octal permission bits: file' }])
    expect(judge({ check: '1 / 0 == 1' }, { kubelet })[0]).toMatchObject({
      outcome: 'error',
      message: 'division by zero',
    })
    expect(judge({ check: '[1][3] == 1' }, { kubelet })[0]?.outcome).not.toBe('pass')
  })

  test('knows the time and the parameters', () => {
    const parts = {
      params: { limit: 5, names: ['a', 'b'] },
      check: 'now == timestamp("2026-01-01T00:00:00Z") && params.limit == 5 && "b" in params.names',
    }
    expect(judge(parts, { kubelet })[0]?.outcome).toBe('pass')
  })

  test('has at most 1000 characters', () => {
    const [verdict] = judge({ check: 'true', message: 'kubelet.defaults' }, { kubelet: { defaults: 'x'.repeat(2000) } })
    expect(verdict?.message).toBe(`${'x'.repeat(1000)}…`)
  })
})

describe('a rule over the cluster', () => {
  const rule = ruleOf({
    scope: 'cluster',
    digest: 'kubelet.defaults',
    check: 'nodes.all(node, node.digest == "file")',
    message: 'nodes.map(node, node.name).join(", ")',
  })
  const node = (name: string, digest: unknown) => new NodeDigest({ id: name, name, roles: ['worker'], digest })
  const unseen = new NodeDigest({ id: 'c', name: 'c', roles: [], digest: undefined, unknown: 'kubelet: denied' })

  test('takes its digest of each node, none where the domain is absent', () => {
    expect(digestOf(rule, nodeWith({ kubelet: { defaults: 'file' } }), now)).toEqual({ digest: 'file' })
    expect(digestOf(rule, nodeWith({}, { kubelet: { status: 'absent' } }), now)).toBeUndefined()
    expect(digestOf(rule, nodeWith({}, { kubelet: { status: 'denied', reason: 'no' } }), now)).toMatchObject({
      unknown: 'kubelet: denied: no',
    })
    const hiding = ruleOf({ scope: 'cluster', digest: U, check: 'nodes.size() > 0' })
    expect(digestOf(hiding, nodeWith({ kubelet }), now)).toEqual({ unknown: 'seccompDefault: not readable' })
  })

  test.each<[string, NodeDigest[], string, string]>([
    ['all nodes agree', [node('a', 'file'), node('b', 'file')], 'pass', 'a, b'],
    ['one does not', [node('a', 'file'), node('b', 'flags')], 'fail', 'a, b'],
    ['one is not known', [node('a', 'file'), unseen], 'unknown', 'c: kubelet: denied'],
    ['one is not known and another decides', [unseen, node('b', 'flags')], 'fail', 'c, b'],
    ['there are none', [], 'not-applicable', 'no node has what the rule is about'],
  ])('%s', (_, nodes, outcome, message) => {
    expect(judgeCluster(rule, nodes, now)).toMatchObject([{ subject: '', outcome, message }])
  })

  test('can ask which nodes are known, and their roles', () => {
    const asking = ruleOf({
      scope: 'cluster',
      digest: 'kubelet.defaults',
      check: 'nodes.filter(node, node.known).all(node, "worker" in node.roles && node.id == node.name)',
    })
    expect(judgeCluster(asking, [node('a', 'file'), unseen], now)[0]?.outcome).toBe('pass')
  })
})

describe('a fact of which nothing is seen to run', () => {
  const etcd = { process: undefined, manifests: [{ path: '/m.yaml', pod: 'etcd', live: true }] }
  const facts = nodeWith(
    {},
    { etcd: { status: 'observed', fact: etcd as never, notRunning: 'no etcd is seen to run' } },
  )
  const look = (parts: Parameters<typeof ruleOf>[0]) => judgeRule(ruleOf({ needs: 'etcd', ...parts }), facts, now)

  test.each<[string, Parameters<typeof ruleOf>[0], string]>([
    ['what would pass is unknown', { check: 'true' }, 'unknown'],
    ['what fails fails', { check: 'false' }, 'fail'],
    ['a person is still asked', { check: 'false', review: 'something' }, 'review'],
    ['what does not apply does not', { when: 'false', check: 'true' }, 'not-applicable'],
    ['what is unknown stays so', { check: 'etcd.settings["name"].value == ""' }, 'unknown'],
    ['a question about the files is answered', { check: 'etcd.manifests.size() == 1', written: true }, 'pass'],
    ['with another domain', { needs: ['etcd', 'kubelet'], check: 'true' }, 'unknown'],
  ])('%s', (_, parts, outcome) => {
    expect(look(parts).map((each) => each.outcome)).toEqual([outcome])
  })

  test('says why, and what is written', () => {
    expect(look({ check: 'etcd.manifests.size() == 1', message: '"all is well"' })).toMatchObject([
      {
        message: 'no etcd is seen to run. There: all is well',
        evidence: [{ field: 'etcd', value: '', source: "the agent's look at etcd", unknown: 'no etcd is seen to run' }],
      },
    ])
  })

  test('each subject by itself', () => {
    const parts = { for: 'manifest in etcd.manifests', check: 'manifest.live' }
    expect(look(parts)).toMatchObject([{ subject: '/m.yaml', outcome: 'unknown' }])
    expect(look({ ...parts, check: '!manifest.live' })).toMatchObject([{ subject: '/m.yaml', outcome: 'fail' }])
  })
})
