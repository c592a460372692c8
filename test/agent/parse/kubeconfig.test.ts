import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Kubeconfig, parseKubeconfig } from '../../../agent/parse/kubeconfig.ts'
import { runs } from '../../support/property.ts'

function parse(text: string, path = '/etc/kubernetes/admin.conf'): Kubeconfig {
  return parseKubeconfig(Buffer.from(text), path)
}

const data = Buffer.from('-----BEGIN').toString('base64')

test('what kubeadm writes', () => {
  const text = `apiVersion: v1
clusters:
- cluster:
    certificate-authority-data: ${data}
    server: https://10.0.0.1:6443
  name: kubernetes
contexts: []
kind: Config
users:
- name: kubernetes-admin
  user:
    client-certificate-data: ${data}
    client-key-data: ${data}
`
  const material = (line: number) => ({ kind: 'data', bytes: Buffer.from('-----BEGIN'), line })
  expect(parse(text)).toEqual({
    ok: true,
    clusters: [
      { name: 'kubernetes', server: 'https://10.0.0.1:6443', insecure: false, line: 3, authority: material(4) },
    ],
    users: [
      {
        ...{ name: 'kubernetes-admin', credentials: ['client-certificate'], embedsSecret: true, line: 10 },
        ...{ certificate: material(12), key: material(13) },
      },
    ],
    more: false,
  })
})

function certificateOf(user: string, path?: string) {
  const read = parse(`users:\n- name: u\n  user: ${user}\n`, path)
  return read.ok ? read.users[0]?.certificate : read
}

test.each([
  [
    'data wins over a path',
    `{client-certificate: /old.pem, client-certificate-data: ${data}}`,
    { kind: 'data', bytes: Buffer.from('-----BEGIN'), line: 3 },
  ],
  ['an absolute path', '{client-certificate: /a/b.pem}', { kind: 'file', path: '/a/b.pem', line: 3 }],
  ['a relative path', '{client-certificate: ../pki/b.pem}', { kind: 'file', path: '/etc/pki/b.pem', line: 3 }],
  ['empty data', '{client-certificate: /a, client-certificate-data: ""}', { kind: 'file', path: '/a', line: 3 }],
  ['an empty path', '{client-certificate: ""}', undefined],
  ['a token', '{token: secret}', undefined],
  ['a command', '{exec: {command: aws}}', undefined],
  ['no base64', '{client-certificate-data: "***"}', { kind: 'broken', reason: 'is not base64', line: 3 }],
  [
    'base64 on lines',
    '{client-certificate-data: "LS0t\\nLS1C"}',
    { kind: 'data', bytes: Buffer.from('-----B'), line: 3 },
  ],
  ['no user at all', 'null', undefined],
])('%s', (_, user, expected) => {
  expect(certificateOf(user)).toEqual(expected)
})

test.each([
  [
    'another kind',
    'kind: KubeletConfiguration\n',
    { ok: false, reason: 'a KubeletConfiguration, not a kubeconfig', kind: 'KubeletConfiguration' },
  ],
  ['no map', '- a\n', { ok: false, reason: 'not a kubeconfig' }],
  ['nothing', '', { ok: false, reason: 'not a kubeconfig' }],
  [
    'a name that stands twice',
    'users: [{name: a, user: {}}, {name: a, user: {}}]\n',
    { ok: false, reason: 'the name "a" stands twice' },
  ],
])('refused: %s', (_, text, expected) => {
  expect(parse(text)).toEqual(expected)
})

test('no YAML', () => {
  expect(parse('a: b\n c: [\n')).toMatchObject({ ok: false, reason: expect.stringMatching(/^line \d+: yaml: /) })
})

test.each([
  ['https://10.0.0.1:6443', 'https://10.0.0.1:6443'],
  ['HTTPS://u:p@host/x', 'HTTPS://host/x'],
  ['https://a@b@host', 'https://host'],
  ['https://host/path?q=a@b', 'https://host/path?q=a@b'],
  ['host:6443', 'host:6443'],
  ['x'.repeat(2000), 'x'.repeat(1000)],
])('the address %s', (written, server) => {
  const read = parse(`clusters: [{name: c, cluster: {server: "${written}"}}]`)
  expect(read).toMatchObject({ ok: true, clusters: [{ server }] })
})

test('JSON, and no kind', () => {
  expect(parse(`{"clusters": [{"name": "c", "cluster": {"certificate-authority": "ca.crt"}}]}`, '/a/k')).toEqual({
    ok: true,
    clusters: [
      { name: 'c', server: '', insecure: false, line: 1, authority: { kind: 'file', path: '/a/ca.crt', line: 1 } },
    ],
    users: [],
    more: false,
  })
})

test('users beyond the limit are told of', () => {
  const users = Array.from({ length: 101 }, (_, at) => `{name: u${at}, user: {}}`)
  const read = parse(`users: [${users.join(', ')}]\n`)
  expect(read.ok && [read.users.length, read.more]).toEqual([100, true])
})

test('anything is read or refused', () => {
  const word = fc.constantFrom(
    'users:',
    'clusters:',
    '- ',
    'name: a',
    'user:',
    '\n',
    '  ',
    'client-certificate-data: ',
    'AAAA',
    '{',
    '}',
    ': ',
    '&a',
    '*a',
    'null',
  )
  fc.assert(
    fc.property(fc.array(word, { maxLength: 40 }), (words) => void parse(words.join(''))),
    runs(400),
  )
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => void parseKubeconfig(bytes, '/k')),
    runs(200),
  )
})
