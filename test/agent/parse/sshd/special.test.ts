import { expect, test } from 'vitest'
import { at, setting } from './load.ts'

const commands =
  'AuthorizedKeysCommand /a\nAuthorizedPrincipalsCommand /b\nAuthorizedKeysCommandUser a\nAuthorizedPrincipalsCommandUser a\n'

test.each([
  ['9.6p1', 'MaxStartups 5\nMaxStartups 6\n', 'maxstartups', { value: '6:30:6' }],
  ['10.1p1', 'MaxStartups 5\nMaxStartups 6\n', 'maxstartups', { value: '5:30:5' }],
  [
    undefined,
    'MaxStartups 5\nMaxStartups 6\n',
    'maxstartups',
    { unknown: 'depends on the version of OpenSSH, which is not known' },
  ],
  [undefined, 'MaxStartups 5\nMaxStartups 5\n', 'maxstartups', { value: '5:30:5' }],
  ['9.4p1', 'PerSourceMaxStartups 5\nPerSourceMaxStartups 6\n', 'persourcemaxstartups', { value: '6' }],
  ['9.5p1', 'PerSourceMaxStartups 5\nPerSourceMaxStartups 6\n', 'persourcemaxstartups', { value: '5' }],
  [
    '8.4p1',
    'KbdInteractiveAuthentication no\n',
    'kbdinteractiveauthentication',
    { value: 'yes', source: 'default (OpenSSH 8.4p1) of ChallengeResponseAuthentication' },
  ],
  ['8.4p1', 'ChallengeResponseAuthentication no\n', 'kbdinteractiveauthentication', { value: 'no', source: at(1) }],
  [
    '8.6p1',
    'ChallengeResponseAuthentication no\nKbdInteractiveAuthentication yes\n',
    'kbdinteractiveauthentication',
    { value: 'yes', source: at(2) },
  ],
  [
    '8.7p1',
    'ChallengeResponseAuthentication no\nKbdInteractiveAuthentication yes\n',
    'kbdinteractiveauthentication',
    { value: 'no', source: at(1) },
  ],
  [
    undefined,
    'KbdInteractiveAuthentication no\n',
    'kbdinteractiveauthentication',
    { unknown: 'depends on the version of OpenSSH, which is not known' },
  ],
  [undefined, 'ChallengeResponseAuthentication no\n', 'kbdinteractiveauthentication', { value: 'no', source: at(1) }],
  [undefined, '', 'kbdinteractiveauthentication', { value: 'yes', source: 'default (OpenSSH)' }],
  ['9.3p1', commands, 'authorizedprincipalscommand', { value: 'none' }],
  ['9.4p1', commands, 'authorizedprincipalscommand', { value: '/b' }],
  ['8.6p1', commands, 'authorizedprincipalscommand', { value: '/b' }],
  [
    undefined,
    commands,
    'authorizedprincipalscommand',
    { unknown: 'depends on the version of OpenSSH, which is not known' },
  ],
  ['8.6p1', 'Banner /a#b\n', 'banner', { value: '/a' }],
  ['8.7p1', 'Banner /a#b\n', 'banner', { value: '/a#b' }],
  ['9.1p1', '', 'channeltimeout', undefined],
  [undefined, '', 'channeltimeout', { unknown: 'only OpenSSH 9.2 and newer has it, and the version is not known' }],
  [
    undefined,
    '',
    'kexalgorithms',
    { unknown: 'the default depends on the version of OpenSSH, which is not known', source: 'default (OpenSSH)' },
  ],
  [
    undefined,
    'KexAlgorithms -diffie*\n',
    'kexalgorithms',
    {
      unknown: 'changes the default, and the default depends on the version of OpenSSH, which is not known',
      source: at(1),
    },
  ],
  [undefined, 'KexAlgorithms curve25519-sha256\n', 'kexalgorithms', { value: ['curve25519-sha256'] }],
  [undefined, 'MACs +hmac-md5\n', 'macs', { value: expect.arrayContaining(['hmac-md5', 'hmac-sha1']) }],
  ['9.9p1', 'Subsystem sftp /a\nSubsystem x /b\nSubsystem sftp /c\n', 'subsystem', { value: ['sftp /a', 'x /b'] }],
  ['9.8p1', 'PerSourcePenalties no\n', 'persourcepenalties', { value: ['no'] }],
  [
    '9.8p1',
    'PerSourcePenalties authfail:1m max:1h\nPerSourcePenalties authfail:9\n',
    'persourcepenalties',
    {
      value: [
        'crash:90',
        'authfail:60',
        'noauth:1',
        'grace-exceeded:20',
        'max:3600',
        'min:15',
        'max-sources4:65536',
        'max-sources6:65536',
        'overflow:permissive',
        'overflow6:permissive',
      ],
    },
  ],
  ['10.2p1', '', 'debianbanner', undefined],
])('OpenSSH %s, %j: %s', async (version, text, name, expected) => {
  const release = version === undefined ? {} : { version }
  const found = await setting(name, text, { release })
  if (expected === undefined) expect(found).toBeUndefined()
  else expect(found).toMatchObject(expected)
})
