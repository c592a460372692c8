import fc from 'fast-check'
import { expect, test } from 'vitest'
import { learnLoss } from '../../../collector/allowlist/learn.ts'
import { specOf } from '../../../collector/allowlist/spec.ts'
import { exportYaml, importYaml, maxProfileBytes } from '../../../collector/allowlist/yaml.ts'
import { anySpec, guarding, learned, login, seen, sha, sshd, start, web } from '../../support/allowlist.ts'
import { runs } from '../../support/property.ts'

const written = `apiVersion: merlon.dev/v1
kind: ProcessProfile
metadata:
  namespace: shop
  workload: Deployment/web
  container: app
spec:
  revision:
    image: registry/app@${sha('1')}
  state: alerting
  entries:
    - path: /bin/sh
      script: /run.sh
      layer: image-lower
      digests:
        - ${sha('5')}
      uids:
        - 101
      approvedBy: alice
    - path: /usr/sbin/nginx
      layer: image-lower
      digests:
        - ${sha('a')}
      uids:
        - 101
      approvedBy: alice
  listeners: []
  denyListeners: []
  patterns: []
  deny: []
  exceptions: []
`
const profile = guarding([seen(), seen({ path: '/bin/sh', script: '/run.sh', digest: sha('5') })])

test('a profile is written one program below the other', () => {
  expect(exportYaml(specOf(profile))).toBe(written)
})

test('what is written is read back, names of any bytes too', () => {
  fc.assert(
    fc.property(fc.constantFrom(web, sshd, login).chain(anySpec), (spec) => {
      expect(importYaml(exportYaml(spec), 'p.yaml')).toEqual({ spec })
    }),
    runs(150),
  )
})

test('how it was learned is written for people, and not read', () => {
  const lossy = learnLoss(learned([seen()]), { 'ring lost': 3 }, { node: 'node-a', at: start })
  const text = exportYaml(specOf(lossy), lossy, start)
  expect(text).toContain(`status:
  evidence:
    starts: 0
    nodes: 1
    pods: 1
    learningSince: 2026-01-01T00:00:00.000Z
    lastNew: 2026-01-01T00:00:00.000Z
  flags:
    - INCOMPLETE
  loss:
    ring lost: 3
`)
  expect(importYaml(text, 'p.yaml')).toEqual({ spec: specOf(lossy) })
})

test('a listener that is approved and denied is a problem', () => {
  const listener = { executable: 'nc', protocol: 'tcp', scope: 'loopback', port: 1, by: '' }
  const text = exportYaml({ ...specOf(profile), listeners: [listener], denyListeners: [listener] })
  expect(importYaml(text, 'p.yaml')).toEqual({
    problems: [{ place: expect.stringMatching(/^p\.yaml:\d+$/), message: 'is approved above' }],
  })
})

test('what may be left out may be left out', () => {
  const text = `{apiVersion: merlon.dev/v1, kind: ProcessProfile, metadata: {pool: '', unit: a}, spec: {state: review, entries: []}}`
  expect(importYaml(text, 'p.yaml')).toMatchObject({ spec: { key: { kind: 'host', unit: 'a' }, image: '', deny: [] } })
})

test.each<[string, string, string, string]>([
  ['an unknown key', '  state: alerting', '  state: alerting\n  stat: x', 'p.yaml:11: unknown key: stat'],
  ['an unknown key of an entry', '      script: /run.sh', '      scrypt: /run.sh', 'p.yaml:13: unknown key: scrypt'],
  ['an unknown state', 'state: alerting', 'state: on', 'p.yaml:10: state: '],
  [
    'a layer that breaks a hard rule',
    'script: /run.sh\n      layer: image-lower',
    'layer: upper',
    'p.yaml:13: layer: a layer that may be approved',
  ],
  ['a path that is not absolute', 'path: /bin/sh', 'path: bin/sh', 'p.yaml:12: path: not an absolute path'],
  ['a name in another way', 'path: /bin/sh', 'path: /bin/%73h', 'p.yaml:12: path: not as Merlon writes names'],
  [
    'a name that cannot be seen',
    'path: /bin/sh',
    'path: "/bin/s\\u202eh"',
    'p.yaml:12: path: not as Merlon writes names',
  ],
  ['a digest that is none', `- ${sha('5')}`, '- sha256:5', 'p.yaml:16: digests: not sha256:'],
  ['a user that is none', '- 101', '- -1', 'p.yaml:18: uids: '],
  ['a person who cannot be read', 'approvedBy: alice', 'approvedBy: "a\\nb"', 'p.yaml:19: approvedBy: has a character'],
  [
    'a program twice',
    'path: /usr/sbin/nginx',
    'path: /bin/sh\n      script: /run.sh',
    'p.yaml:20: /bin/sh stands there already',
  ],
  [
    'a pattern in a writable place',
    'patterns: []',
    'patterns:\n    - path: /tmp/a/*',
    'p.yaml:30: path: /tmp is writable',
  ],
  [
    'an exception from no rule',
    'exceptions: []',
    `exceptions: [{rule: x, digest: ${sha('e')}, creator: /a}]`,
    'p.yaml:31: rule: a hard rule',
  ],
  ['another kind', 'kind: ProcessProfile', 'kind: Pod', 'p.yaml:2: kind: '],
  ['no place', '  container: app\n', '', 'p.yaml:4: metadata: either pool and unit'],
  ['a key twice', '  state: alerting', '  state: alerting\n  state: review', 'p.yaml:11: Map keys must be unique'],
  ['no YAML', 'spec:', 'spec: [', 'p.yaml:9: '],
])('refused, with its line: %s', (_name, from, to, problem) => {
  expect(written).toContain(from)
  const result = importYaml(written.replace(from, to), 'p.yaml')
  const texts = 'problems' in result ? result.problems.map(({ place, message }) => `${place}: ${message}`) : []
  expect(
    texts.some((text) => text.startsWith(problem)),
    texts.join('\n'),
  ).toBe(true)
})

test('a file that is too large is refused before it is read', () => {
  expect(importYaml('#'.repeat(maxProfileBytes + 1), 'p.yaml')).toEqual({
    problems: [{ place: 'p.yaml', message: `larger than ${maxProfileBytes} bytes` }],
  })
})

test('no text makes it throw', () => {
  const pieces = fc.array(
    fc.constantFrom('a', ': ', '- ', '\n', '  ', '&x ', '*x', '{', '[', '"', '!!', '%', '---\n', '<<: '),
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        pieces.map((each) => each.join('')),
      ),
      (text) => {
        expect('problems' in importYaml(text, 'p.yaml')).toBe(true)
      },
    ),
    runs(300),
  )
})
