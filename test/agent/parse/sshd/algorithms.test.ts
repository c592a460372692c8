import { expect, test } from 'vitest'
import { assembleAlgorithms, wrongAlgorithm } from '../../../../agent/parse/sshd/algorithms.ts'

// As the sshd of Debian 11, 12 and 13 answers.
const releases = ['8.4p1', '9.2p1', '10.0p1'].map((version) => ({ version }))

test.each([
  ['cipher', 'rijndael-cbc@lysator.liu.se', [true, false, false]],
  ['kex', 'sntrup4591761x25519-sha512@tinyssh.org', [true, false, false]],
  ['kex', 'sntrup761x25519-sha512@openssh.com', [false, true, true]],
  ['kex', 'mlkem768x25519-sha256', [false, false, true]],
  ['key', 'ssh-dss', [true, true, false]],
  ['key', 'ssh-dss*', [true, true, false]],
  ['key', '+ssh-dss', [true, true, false]],
  ['key', '-ssh-dss', [true, true, true]],
  ['authority', 'ssh-dss', [true, true, false]],
  ['cipher', '3des-cbc', [true, true, true]],
  ['mac', 'hmac-md5-96', [true, true, true]],
  ['cipher', 'none', [false, false, false]],
] as const)('of %s, %s is known to 8.4, 9.2, 10.0: %j', (kind, name, known) => {
  expect(releases.map((release) => wrongAlgorithm(kind, name, release) === undefined)).toEqual(known)
})

test('a pattern becomes what the release knows, in its order', () => {
  const expand = (written: string) => releases.map((each) => assembleAlgorithms('key', written, [], each))
  expect(expand('ssh-*')).toEqual([
    [
      ...['ssh-ed25519', 'ssh-ed25519-cert-v01@openssh.com', 'ssh-rsa', 'ssh-dss'],
      ...['ssh-rsa-cert-v01@openssh.com', 'ssh-dss-cert-v01@openssh.com'],
    ],
    [
      ...['ssh-ed25519', 'ssh-ed25519-cert-v01@openssh.com', 'ssh-dss', 'ssh-dss-cert-v01@openssh.com'],
      ...['ssh-rsa', 'ssh-rsa-cert-v01@openssh.com'],
    ],
    ['ssh-ed25519', 'ssh-ed25519-cert-v01@openssh.com', 'ssh-rsa', 'ssh-rsa-cert-v01@openssh.com'],
  ])
})
