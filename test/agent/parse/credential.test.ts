import { generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mayHoldCredential, readCredential } from '../../../agent/parse/credential.ts'
import { runs } from '../../support/property.ts'

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const plain = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const locked = privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }).toString()
const openssh = (cipher: string) => {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(cipher.length)
  const bytes = Buffer.concat([Buffer.from('openssh-key-v1\0'), length, Buffer.from(cipher), Buffer.alloc(60)])
  return `-----BEGIN OPENSSH PRIVATE KEY-----\n${bytes.toString('base64')}\n-----END OPENSSH PRIVATE KEY-----\n`
}
const part = (json: object) => Buffer.from(JSON.stringify(json)).toString('base64url')
const token = (json: object) => `${part({ alg: 'RS256' })}.${part(json)}.${'s'.repeat(86)}\n`
const config = (user: string) => `apiVersion: v1\nkind: Config\nusers:\n- name: a\n  user:\n    ${user}\n`

test.each([
  ['/root/.ssh/id_ed25519', openssh('none'), 'private-key', 'no'],
  ['/root/.ssh/id_rsa', openssh('aes256-ctr'), 'private-key', 'yes'],
  ['/opt/server.key', plain, 'private-key', 'no'],
  ['/opt/server.pem', `text\n${locked}`, 'private-key', 'yes'],
  ['/opt/a.pem', '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n', 'private-key', 'yes'],
  ['/opt/a.ppk', 'PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\n', 'private-key', 'no'],
  ['/opt/a.ppk', 'PuTTY-User-Key-File-2: ssh-rsa\nEncryption: aes256-cbc\n', 'private-key', 'yes'],
  ['/opt/a.p12', '0', 'keystore', ''],
  ['/root/.kube/config', config('client-key-data: QQ=='), 'kubeconfig', ''],
  ['/opt/kubeconfig.json', '{"kind": "Config", "users": [{"user": {"token": "x"}}]}', 'kubeconfig', ''],
  ['/opt/kubeconfig.json', '{\n"kind": "Config", "users": [{"user": {"token": "x"}}]}', 'kubeconfig', ''],
  ['/home/ops/admin.conf', config('token: abc'), 'kubeconfig', ''],
  ['/home/ops/admin.conf.bak', config('token: abc'), 'kubeconfig', ''],
  ['/opt/a.pem~', '-----BEGIN PRIVATE KEY-----\n', 'private-key', 'no'],
  ['/opt/id_rsa.20260101', '-----BEGIN PRIVATE KEY-----\n', 'private-key', 'no'],
  ['/opt/token', token({ iss: 'kubernetes/serviceaccount' }), 'service-account-token', ''],
  ['/opt/token', token({ 'kubernetes.io': {} }), 'service-account-token', ''],
  ['/opt/my-token', token({ iss: 'x' }), 'token', ''],
  ['/root/.aws/credentials', '[default]\naws_secret_access_key = abc\n', 'aws-credentials', ''],
  ['/opt/sa.json', '{"type": "service_account", "private_key": "-----BEGIN"}', 'gcp-credentials', ''],
  ['/root/.azure/msal_token_cache.json', '{"RefreshToken": {"a": {"secret": "x"}}}', 'azure-credentials', ''],
  ['/root/.docker/config.json', '{"auths": {"r": {"auth": "eDp5"}}}', 'registry-credentials', ''],
  ['/root/.netrc', 'machine a login b password c\n', 'netrc', ''],
  ['/root/.git-credentials', 'https://a:b@git.example\n', 'git-credentials', ''],
  ['/root/.npmrc', '//r/:_authToken=abc\n', 'npm-token', ''],
  ['/root/.pypirc', '[pypi]\npassword = x\n', 'pypi-password', ''],
  ['/root/.pgpass', '# x\nh:5432:*:u:secret\n', 'pgpass', ''],
  ['/root/.my.cnf', '[client]\npassword=x\n', 'mysql-password', ''],
  ['/root/.vault-token', 'hvs.abc\n', 'vault-token', ''],
  ['/opt/terraform.tfstate', '{"resources": [{"type": "x"}]}', 'terraform-state', ''],
])('%s holds %.20j: %s', (path, text, kind, encrypted) => {
  expect(mayHoldCredential(path.split('/').at(-1) as string)).toBe(true)
  expect(readCredential(path, Buffer.from(text))).toEqual(kind && { kind, encrypted })
})

test.each([
  ['/opt/server.pem', '-----BEGIN CERTIFICATE-----\n'],
  ['/root/.kube/config', config('exec: {command: aws}')],
  ['/root/.config/app/config', 'kind: Other\ntoken: x\n'],
  ['/opt/token', 'not a token'],
  ['/root/.aws/credentials', '[default]\ncredential_process = x\n'],
  ['/root/.docker/config.json', '{"auths": {"r": {}}, "credsStore": "pass"}'],
  ['/root/.npmrc', `//r/:_authToken=\${NPM_TOKEN}\n`],
  ['/root/.vault-token', '\n'],
  ['/root/.pgpass', '#a:b:c:d:e\n'],
  ['/opt/terraform.tfstate', '{"resources": []}'],
])('%s without a secret is none', (path, text) => {
  expect(readCredential(path, Buffer.from(text))).toBeUndefined()
})

test('most names are not looked into', () => {
  for (const name of ['id_rsa.pub', 'id_rsa.pub.bak', 'hosts', 'README.md', 'main.ts', 'x.crt'])
    expect(mayHoldCredential(name)).toBe(false)
})

test('never throws, whatever the name and the bytes; a long one takes no longer than it is', () => {
  const names = fc.constantFrom('/a/id_x', '/a/config', '/a/token', '/a/x.json', '/a/.pgpass', '/a/.git-credentials')
  fc.assert(
    fc.property(names, fc.uint8Array(), (path, bytes) => {
      readCredential(path, Buffer.from(bytes))
    }),
    runs(300),
  )
  for (const character of ['e', ':', '-', ' ', '\n', '"', 'eyJ'])
    for (const path of ['/a/id_x', '/a/config', '/a/token', '/a/.pgpass', '/a/.git-credentials', '/a/.npmrc'])
      expect(readCredential(path, Buffer.from(character.repeat(65_536)))).toBeUndefined()
})
