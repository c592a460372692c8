import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { domains, type ObservationMessage, type Setting, v1 } from '../../proto/index.ts'
import { known, toValue, unknown } from '../../proto/value.ts'
import { decodeObservation, factType, plainText, viewOf } from '../../proto/view.ts'
import { runs } from '../support/property.ts'

/** Over the wire, as the collector sees it. */
function seen(observation: ObservationMessage) {
  return viewOf(decodeObservation(v1.Observation.encode(observation).finish()))
}

function kubelet(configuration: Setting[]) {
  const { fact } = seen({ domain: 'kubelet', schema: 1, status: 1, kubelet: { configuration } })
  // The fact's own fields stand beside them.
  const { files, settings, warnings, ...rest } = JSON.parse(JSON.stringify(fact))
  expect({ files, settings, warnings }).toEqual({ files: [], settings: {}, warnings: [] })
  return rest
}

/** A field of the wire format that has a length. */
function field(number: number, content: Buffer): Buffer {
  return Buffer.concat([varint(number * 8 + 2), varint(content.length), content])
}

function varint(value: number): Buffer {
  return value < 128
    ? Buffer.of(value)
    : Buffer.concat([Buffer.of((value % 128) + 128), varint(Math.floor(value / 128))])
}

test.each<[string, ObservationMessage, object]>([
  ['absent', { domain: 'kubelet', status: 2 }, { status: 'absent' }],
  [
    'denied',
    { domain: 'ssh', status: 3, reason: 'permission denied' },
    { status: 'denied', reason: 'permission denied' },
  ],
  ['failed', { domain: 'ssh', status: 4, reason: 'a loop' }, { status: 'failed', reason: 'a loop' }],
  ['no status', { domain: 'ssh' }, { status: 'failed' }],
  ['a status of a later version', { domain: 'ssh', status: 99 as never }, { status: 'failed' }],
  ['a fact that was not observed', { domain: 'files', status: 3, files: { items: [] } }, { status: 'denied' }],
  ['observed without a fact', { domain: 'files', status: 1 }, { status: 'observed' }],
  [
    'gaps',
    { domain: 'files', status: 1, files: {}, gaps: [{ path: '/x', reason: 'denied' }, {}] },
    {
      status: 'observed',
      gaps: [
        { path: '/x', reason: 'denied' },
        { path: '', reason: '' },
      ],
    },
  ],
  ['a domain of a later version', { domain: 'cloud', status: 1 }, { status: 'observed' }],
])('an observation is seen as it is: %s', (_name, observation, expected) => {
  const { fact, ...view } = seen(observation)
  expect(view).toEqual(expected)
  expect(fact === undefined).toBe(observation.status !== 1 || !observation.files)
})

test.each(['constructor', 'toString', 'toJSON', '__proto__', 'status', 'schema', 'gaps', 'hasOwnProperty', ''])(
  'a hostile agent calls its domain %j: there is no fact, and nothing breaks',
  (domain) => {
    expect(seen({ domain, schema: 7, status: 1 })).toEqual({ status: 'observed' })
  },
)

test('a fact of files: words for enums, sources, lists, and defaults for what is not said', () => {
  const item = {
    path: '/etc/shadow',
    presence: v1.FilesFact.Presence.PRESENCE_PRESENT,
    mode: { value: '0640', source: 'stat /etc/shadow' },
    uid: { unknown: 'permission denied', source: 'stat /etc/shadow' },
  }
  const { fact } = seen({ domain: 'files', status: 1, files: { items: [item, { path: '/x', presence: 77 as never }] } })
  expect(JSON.parse(JSON.stringify(fact))).toMatchObject({
    items: [
      {
        path: '/etc/shadow',
        presence: 'present',
        mode: { value: '0640', source: 'stat /etc/shadow' },
        uid: { unknown: 'permission denied', source: 'stat /etc/shadow' },
      },
      { path: '/x', presence: 'unrecognized-77' },
    ],
  })
})

test('settings nest as the component’s own configuration does, with what they won over', () => {
  expect(
    kubelet([
      known('authentication.anonymous.enabled', false, {
        source: 'flag --anonymous-auth',
        overridden: [{ value: true, source: 'default' }],
      }),
      known('clusterDNS', ['10.96.0.10'], { source: 'file /x' }),
      unknown('featureGates', 'unreadable', 'file /y'),
      { path: 'maxPods', source: 'nowhere' },
    ]),
  ).toEqual({
    authentication: {
      anonymous: {
        enabled: {
          value: false,
          source: 'flag --anonymous-auth',
          overridden: [{ value: true, source: 'default' }],
        },
      },
    },
    clusterDNS: { value: ['10.96.0.10'], source: 'file /x' },
    featureGates: { unknown: 'unreadable', source: 'file /y' },
    maxPods: { value: null, source: 'nowhere' },
  })
})

test('settings of sshd stand by name', () => {
  const settings = [known('permitrootlogin', 'no', { source: 'file /etc/ssh/sshd_config:33' })]
  const { fact } = seen({ domain: 'ssh', status: 1, ssh: { settings } })
  expect(fact?.['settings']).toEqual({ permitrootlogin: { value: 'no', source: 'file /etc/ssh/sshd_config:33' } })
})

const twice = { unknown: 'the fact has this name twice, for a value and for a group', source: 's' }

test.each<[string, string[], object]>([
  ['a value, then a group', ['a', 'a.b'], { a: twice }],
  ['a group, then a value', ['a.b', 'a'], { a: twice }],
  ['a path into a view', ['a', 'a.value.b', 'a.source.c'], { a: twice }],
  ['an empty path', ['', '.'], { '': twice }],
])('a hostile agent sends %s: it cannot be told', (_name, paths, expected) => {
  expect(kubelet(paths.map((path) => known(path, 'x', { source: 's' })))).toEqual(expected)
})

afterEach(() => {
  expect(Object.keys(Object.prototype)).toEqual([])
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
})

test.each([
  '__proto__.polluted',
  'a.__proto__.polluted',
  'a.value.__proto__.polluted',
  'constructor.prototype.polluted',
  'a.constructor.prototype.polluted',
  '__proto__',
  '__proto__.__proto__.polluted',
])('a hostile agent sends the path %s: no object of the collector changes', (path) => {
  const object = { fields: [{ name: '__proto__', value: toValue({ polluted: true }) }] }
  const settings = [
    known('a', 'x', { source: 's' }),
    { path: 'b', source: 's', value: { object } },
    known(path, 'polluted', { source: 's' }),
  ]
  const view = seen({ domain: 'kubelet', status: 1, kubelet: { configuration: settings } })
  expect(view.fact).toBeDefined()
  expect(JSON.stringify(view.fact)).toContain('"b":{"value":{"__proto__":{"polluted":true}}')
})

test('no path makes a view that cannot be written down', () => {
  const path = 'a.'.repeat(200_000)
  expect(JSON.stringify(kubelet([known(path, 1, { source: 's' })])).length).toBeGreaterThan(400_000)
})

test('values that nest without end are no observation', () => {
  // A list of values in a list of values, again and again: our own encoder refuses to go as deep.
  let value: Buffer = Buffer.of(0x08, 0x01)
  for (let depth = 0; depth < 60; depth += 1) value = field(5, field(1, value))
  const setting = Buffer.concat([field(1, Buffer.from('a')), field(2, value)])
  const bytes = Buffer.concat([field(1, Buffer.from('kubelet')), Buffer.of(0x18, 0x01), field(17, field(1, setting))])
  expect(() => decodeObservation(bytes)).toThrow('max depth exceeded')
})

test('whatever paths there are, a view is made and is plain data', () => {
  const part = fc.constantFrom('a', 'b', 'value', '__proto__', 'constructor', '', 'toString')
  const paths = fc.array(
    fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('.')),
    { maxLength: 8 },
  )
  fc.assert(
    fc.property(paths, (all) => {
      expect(() => kubelet(all.map((path) => known(path, 1, { source: 's' })))).not.toThrow()
    }),
    runs(200),
  )
})

test('whatever bytes arrive, they are an observation with a view, or refused', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      let observation: ReturnType<typeof decodeObservation>
      try {
        observation = decodeObservation(bytes)
      } catch {
        return
      }
      expect(['observed', 'absent', 'denied', 'failed']).toContain(viewOf(observation).status)
    }),
    runs(300),
  )
})

test.each(domains)('%s has a fact', (domain) => {
  expect(factType(domain)).toMatch(/Fact$/)
  expect(seen({ domain, status: 1, [domain]: {} }).fact).toBeDefined()
})

test.each([
  ['text', 'text'],
  [true, 'true'],
  [3, '3'],
  [['a', ['b', 1]], 'a,b,1'],
  [{ a: 1 }, '{"a":1}'],
])('%j in one line is %s', (value, expected) => {
  expect(plainText(value as never)).toBe(expected)
})

test('that a fact is only written is said beside it', () => {
  const observation = { domain: 'encryption', status: 1, notRunning: 'nothing runs', encryption: {} }
  expect(seen(observation)).toMatchObject({ status: 'observed', notRunning: 'nothing runs' })
  expect(seen({ ...observation, status: 4 })).not.toHaveProperty('notRunning')
  expect(seen({ ...observation, notRunning: '' })).not.toHaveProperty('notRunning')
})
