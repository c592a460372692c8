import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { judgeRule, openFacts } from '../../../collector/judge/judge.ts'
import { loadRules } from '../../../collector/rulebook/load.ts'
import { type Domain, domains, type ObservationMessage, v1 } from '../../../proto/index.ts'
import { decodeObservation, viewOf } from '../../../proto/view.ts'
import { runs } from '../../support/property.ts'
import { nodeWith, now, ruleOf } from './expressions.ts'

const rules = loadRules(new URL('../../../collector/rules', import.meta.url).pathname).filter(
  (rule) => rule.scope === 'node',
)

/** What a collector judges when an agent sends this. */
function received(message: ObservationMessage) {
  const view = viewOf(decodeObservation(v1.Observation.encode(message).finish()))
  return openFacts(new Map([[message.domain as Domain, { view, schema: 1 }]]))
}

function outcomesOf(message: ObservationMessage): Record<string, string> {
  const facts = received(message)
  const about = rules.filter((rule) => rule.needs.every((need) => need.domain === message.domain))
  return Object.fromEntries(
    about.flatMap((rule) => judgeRule(rule, facts, now).map((verdict) => [rule.id, verdict.outcome])),
  )
}

const observed = { schema: 1, status: v1.Observation.Status.STATUS_OBSERVED }

describe('a setting as the agent may send it', () => {
  const rule = ruleOf({ check: 'kubelet.readOnlyPort.value == 0 && kubelet.tlsCipherSuites.value.size() == 0' })
  const clear = { value: { integer: 0 }, source: 'file /a:1' }
  const none = { value: { list: {} }, source: 'file /a:2' }
  const answer = (port: object, suites: object) => {
    const configuration = [
      { path: 'readOnlyPort', ...port },
      { path: 'tlsCipherSuites', ...suites },
    ]
    return judgeRule(rule, received({ ...observed, domain: 'kubelet', kubelet: { configuration } }), now)[0]
  }

  test('is read', () => {
    expect(answer(clear, none)?.outcome).toBe('pass')
  })

  test.each<[string, object, object, string]>([
    ['without a value', { source: 'x' }, none, 'readOnlyPort: the agent sent no value'],
    ['with an empty value', { value: {}, source: 'x' }, none, 'readOnlyPort: the agent sent no value'],
    [
      'with a text for a number',
      { value: { string: '0' }, source: 'x' },
      none,
      'readOnlyPort: the agent sent something else than a whole number',
    ],
    [
      'with a fraction for a number',
      { value: { number: 0.5 }, source: 'x' },
      none,
      'readOnlyPort: the agent sent something else than a whole number',
    ],
    [
      'with a list for a number',
      { value: { list: {} }, source: 'x' },
      none,
      'readOnlyPort: the agent sent something else than a whole number',
    ],
    [
      'with an object for a number',
      { value: { object: {} }, source: 'x' },
      none,
      'readOnlyPort: the agent sent something else than a whole number',
    ],
    ['without a list', clear, { source: 'x' }, 'tlsCipherSuites: the agent sent no value'],
    [
      'with a text for a list',
      clear,
      { value: { string: '' }, source: 'x' },
      'tlsCipherSuites: the agent sent something else than a list',
    ],
    [
      'with a value and a reason',
      { value: { integer: 0 }, source: 'x', unknown: 'not sure' },
      none,
      'readOnlyPort: not sure',
    ],
  ])('%s is unknown', (_, port, suites, message) => {
    expect(answer(port, suites)).toMatchObject({ outcome: 'unknown', message })
  })
})

describe('hostile facts', () => {
  test('with names of prototypes change nothing', () => {
    const paths = [
      '__proto__',
      '__proto__.polluted',
      'constructor',
      'constructor.prototype.polluted',
      'toString',
      'a.__proto__.polluted',
    ]
    const configuration = paths.map((path) => ({ path, value: { bool: true }, source: 'x' }))
    const facts = received({ ...observed, domain: 'kubelet', kubelet: { configuration, settings: configuration } })
    expect(judgeRule(ruleOf({ check: 'kubelet.rotateCertificates.value' }), facts, now)[0]).toMatchObject({
      outcome: 'unknown',
    })
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
    const gates = [{ path: 'featureGates.__proto__', value: { bool: false }, source: 'x' }]
    const gated = received({ ...observed, domain: 'kubelet', kubelet: { configuration: gates } })
    expect(judgeRule(ruleOf({ check: '"__proto__" in kubelet.featureGates' }), gated, now)[0]?.outcome).toBe('pass')
    expect(judgeRule(ruleOf({ check: '"toString" in kubelet.featureGates' }), gated, now)[0]?.outcome).toBe('fail')
  })

  test('with settings named like fields of the fact do not pass for them', () => {
    const configuration = ['files', 'warnings', 'gaps', 'complete', 'process', 'defaults', 'settings'].map((path) => ({
      path,
      value: { bool: true },
      source: 'x',
    }))
    const facts = received({ ...observed, domain: 'kubelet', kubelet: { configuration, defaults: 'flags' } })
    expect(judgeRule(ruleOf({ check: 'kubelet.defaults == "file"' }), facts, now)[0]?.outcome).toBe('fail')
    expect(
      judgeRule(
        ruleOf({ check: 'kubelet.files.size() == 0 && kubelet.gaps.size() == 0 && kubelet.complete' }),
        facts,
        now,
      )[0]?.outcome,
    ).toBe('pass')
  })

  test.each<[string, unknown]>([
    ['null', null],
    ['a list', []],
    ['a text', 'kubelet'],
    [
      'fields of wrong types',
      { rotateCertificates: 5, files: 'x', warnings: {}, process: [], readOnlyPort: null, featureGates: 3 },
    ],
    [
      'values of wrong types',
      { rotateCertificates: { value: 'true' }, readOnlyPort: { value: '0' }, tlsCipherSuites: { value: {} } },
    ],
    ['nothing', {}],
  ])('that are JSON of %s never pass and never throw', (_, fact) => {
    const check =
      'kubelet.rotateCertificates.value || kubelet.readOnlyPort.value == 0 || kubelet.tlsCipherSuites.value.size() == 0'
    expect(['unknown', 'error']).toContain(judgeRule(ruleOf({ check }), nodeWith({ kubelet: fact }), now)[0]?.outcome)
  })

  test('of 10,000 items have an answer', () => {
    const items = Array.from({ length: 10_000 }, (_, at) => ({
      path: `/etc/kubernetes/pki/${at}.key`,
      role: 'pki-key',
      presence: 1,
      mode: { value: '0644', source: 'stat' },
    }))
    const outcomes = outcomesOf({ ...observed, domain: 'files', files: { items } })
    expect(outcomes['pki-key-mode']).toBe('unknown')
    const matches = Array.from({ length: 10_000 }, (_, at) => ({
      criteria: `User ${at}`,
      source: 'x',
      settings: [{ path: 'permitrootlogin', value: { string: 'yes' }, source: 'x' }],
    }))
    const settings = [{ path: 'permitrootlogin', value: { string: 'no' }, source: 'x' }]
    expect(outcomesOf({ ...observed, domain: 'ssh', ssh: { settings, matches } })['sshd-root-login']).toBe('fail')
  })

  test('of nothing give no pass but those that a contract of lists allows', () => {
    for (const domain of domains) {
      const passed = Object.entries(outcomesOf({ ...observed, domain, [domain]: {} })).filter(
        ([, outcome]) => outcome === 'pass',
      )
      expect(passed.map(([id]) => id)).toEqual(
        domain === 'kubelet' ? ['kubelet-configuration-understood', 'kubelet-server-rotation-gate'] : [],
      )
    }
  })

  const json = fc.jsonValue({ maxDepth: 4 })
  test('of any JSON do not make judging throw', () => {
    const about = rules.filter((rule) => rule.needs[0]?.domain === 'kubelet')
    const names = fc.constantFrom(
      'authentication',
      'rotateCertificates',
      'files',
      'warnings',
      'readOnlyPort',
      'version',
      'featureGates',
      'settings',
      'value',
      'source',
    )
    fc.assert(
      fc.property(fc.dictionary(names, json), (fact) => {
        const facts = nodeWith({ kubelet: fact })
        for (const rule of about)
          for (const verdict of judgeRule(rule, facts, now)) expect(verdict.message).toEqual(expect.any(String))
      }),
      runs(200),
    )
  })
})

describe('how values reach rules', () => {
  test.each<[string, string, object]>([
    [
      'whole numbers compare with whole numbers',
      'kubelet.readOnlyPort.value == 10255',
      { readOnlyPort: { value: 10255, source: 'x' } },
    ],
    [
      'large ones too',
      'kubelet.maxOpenFiles.value == 9007199254740991',
      { maxOpenFiles: { value: 9007199254740991, source: 'x' } },
    ],
    ['lists hold texts', '"b" in kubelet.clusterDNS.value', { clusterDNS: { value: ['a', 'b'], source: 'x' } }],
    [
      'objects are maps',
      'kubelet.evictionHard.value["memory.available"] == "100Mi"',
      { evictionHard: { value: { 'memory.available': '100Mi' }, source: 'x' } },
    ],
    [
      'gates are maps of settings',
      'kubelet.featureGates["A"].value && !kubelet.featureGates["B"].value',
      { featureGates: { A: { value: true, source: 'x' }, B: { value: false, source: 'x' } } },
    ],
    [
      'plain fields that are not there are empty',
      'kubelet.defaults == "" && kubelet.files.size() == 0 && kubelet.warnings.size() == 0',
      {},
    ],
    ['what is not there can be asked for', '!has(kubelet.process) && !has(kubelet.version)', {}],
    [
      'dotted names nest',
      'kubelet.logging.options.json.splitStream.value',
      { logging: { options: { json: { splitStream: { value: true, source: 'x' } } } } },
    ],
  ])('%s', (_, check, fact) => {
    expect(judgeRule(ruleOf({ check }), nodeWith({ kubelet: fact }), now)[0]).toMatchObject({ outcome: 'pass' })
  })
})
