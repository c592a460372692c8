import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keywords } from '../../../agent/parse/sshd/keywords.ts'
import { fromValue } from '../../../proto/value.ts'
import { runs } from '../../support/property.ts'
import { at, find, load, main, plain, read, setting } from './sshd/load.ts'

test('the first value wins, and says over what', async () => {
  expect(
    await setting('permitrootlogin', 'PermitRootLogin no\nPermitRootLogin yes\nPermitRootLogin without-password\n'),
  ).toEqual({
    value: 'no',
    source: at(1),
    overridden: [
      ['yes', at(2)],
      ['prohibit-password', at(3)],
    ],
  })
})

test('drop-ins come in byte order, where the Include stands', async () => {
  const loaded = await load('Port 22\nInclude sshd_config.d/*.conf\nPasswordAuthentication no\nPort 2222\n', {
    files: {
      '/etc/ssh/sshd_config.d/50-cloud-init.conf': 'PasswordAuthentication yes\nPort 50\n',
      '/etc/ssh/sshd_config.d/9-x.conf': 'MaxAuthTries 9\n',
      '/etc/ssh/sshd_config.d/99-hardening.conf': '\nPasswordAuthentication no\nMaxAuthTries 99\n',
      '/etc/ssh/sshd_config.d/x.conf.bak': 'MaxAuthTries 1\n',
    },
  })
  const [cloud, nine, hardening] = ['50-cloud-init', '9-x', '99-hardening'].map(
    (each) => `/etc/ssh/sshd_config.d/${each}.conf`,
  )
  expect(loaded.paths).toEqual([main, cloud, nine, hardening])
  expect(find(loaded.settings, 'passwordauthentication')).toEqual({
    value: 'yes',
    source: at(1, cloud),
    overridden: [
      ['no', at(2, hardening)],
      ['no', at(3)],
    ],
  })
  expect(find(loaded.settings, 'maxauthtries')).toMatchObject({ value: 9 })
  expect(find(loaded.settings, 'port')).toEqual({
    value: [22, 50, 2222],
    source: `${at(1)}, ${at(2, cloud)}, ${at(4)}`,
  })
})

test.each([
  [
    'Port 2222\nListenAddress 127.0.0.1\nListenAddress [::1]:2022\nListenAddress 10.0.0.5:22\n',
    ['127.0.0.1:2222', '[::1]:2022', '10.0.0.5:22'],
  ],
  ['ListenAddress 127.0.0.1\nPort 22\nPort 2222\n', ['127.0.0.1:22', '127.0.0.1:2222']],
  ['ListenAddress ::1\n', ['[::1]:22']],
  ['ListenAddress host.example/23 rdomain red\n', ['host.example:23 rdomain red']],
  ['Port 2222\n', ['0.0.0.0:2222', '[::]:2222']],
  ['AddressFamily inet6\n', ['[::]:22']],
  ['', ['0.0.0.0:22', '[::]:22']],
])('%j listens on %j', async (text, expected) => {
  expect(await setting('listenaddress', text)).toMatchObject({ value: expected })
})

test('Match all overrides the global value and the blocks behind it', async () => {
  const text = 'PermitRootLogin no\nMatch all\nPermitRootLogin yes\nMatch User bob\nPermitRootLogin no\nMaxSessions 1\n'
  const loaded = await load(text)
  expect(find(loaded.settings, 'permitrootlogin')).toEqual({
    value: 'yes',
    source: at(3),
    overridden: [
      ['no', at(1)],
      ['no', at(5)],
    ],
  })
  expect(loaded.matches).toEqual([
    { criteria: 'User bob', source: at(4), settings: [expect.objectContaining({ path: 'maxsessions' })] },
  ])
})

test('what cannot be conditional is global under Match all', async () => {
  const { settings } = await load('UsePAM no\nPort 22\nMatch all\nUsePAM yes\nPort 2222\n')
  expect(find(settings, 'usepam')).toEqual({ value: 'no', source: at(1), overridden: [['yes', at(4)]] })
  expect(find(settings, 'port')).toEqual({ value: [22, 2222], source: `${at(2)}, ${at(5)}` })
})

test('a block before Match all keeps its value', async () => {
  const loaded = await load('Match User bob\nPermitRootLogin no\nMatch all\nPermitRootLogin yes\n')
  expect(find(loaded.settings, 'permitrootlogin')).toEqual({ value: 'yes', source: at(4) })
  expect(find(loaded.matches[0]?.settings ?? [], 'permitrootlogin')).toEqual({
    value: 'no',
    source: at(2),
    overridden: [['yes', at(4)]],
  })
})

test('Match blocks come in order and say what they set', async () => {
  const text =
    'Match User root\nPermitRootLogin prohibit-password\nX11Forwarding no\nX11Forwarding yes\nMatch Address 0.0.0.0/0\n  PermitRootLogin yes\n'
  const { settings, matches } = await load(text)
  expect(find(settings, 'permitrootlogin')).toEqual({ value: 'prohibit-password', source: 'default (OpenSSH 9.2p1)' })
  expect(matches.map((each) => [each.criteria, each.source])).toEqual([
    ['User root', at(1)],
    ['Address 0.0.0.0/0', at(5)],
  ])
  expect(matches[0]?.settings?.map(plain)).toEqual([
    { value: 'prohibit-password', source: at(2) },
    { value: 'no', source: at(3), overridden: [['yes', at(4)]] },
  ])
  expect(matches[1]?.settings?.map(plain)).toEqual([{ value: 'yes', source: at(6) }])
})

test('a Match within an included file ends with that file', async () => {
  const loaded = await load('Include 10.conf\nPasswordAuthentication no\nPermitRootLogin no\n', {
    files: { '/etc/ssh/10.conf': 'Match User bob\nPasswordAuthentication yes\n' },
  })
  expect(find(loaded.settings, 'passwordauthentication')).toEqual({ value: 'no', source: at(2) })
  expect(loaded.matches.map((each) => each.criteria)).toEqual(['User bob'])
})

test('a file that is included under a condition stays under it', async () => {
  const loaded = await load('Match User bob\nInclude x\nMaxSessions 3\n', {
    files: { '/etc/ssh/x': 'MaxAuthTries 1\nMatch Address 10.0.0.0/8\nMaxAuthTries 2\nMatch all\nX11Forwarding yes\n' },
  })
  expect(loaded.matches.map((each) => [each.criteria, each.settings?.map((one) => one.path)])).toEqual([
    ['User bob', ['maxauthtries', 'maxsessions']],
    ['User bob Address 10.0.0.0/8', ['maxauthtries']],
    ['User bob', ['x11forwarding']],
  ])
  expect(find(loaded.settings, 'x11forwarding')).toMatchObject({ value: 'no' })
})

test('lists in blocks replace the global list, and those of Match all add up with them', async () => {
  const loaded = await load('AllowUsers a\nMatch all\nAllowUsers b\nMatch User c\nAllowUsers c\n')
  expect(find(loaded.settings, 'allowusers')).toEqual({ value: ['b'], source: at(3), overridden: [[['a'], at(1)]] })
  expect(find(loaded.matches[0]?.settings ?? [], 'allowusers')).toEqual({
    value: ['b', 'c'],
    source: `${at(3)}, ${at(5)}`,
    overridden: [[['a'], at(1)]],
  })
})

test('options of the command line come first, and Match all beats them', async () => {
  const args = ['-o', 'PermitRootLogin=yes', '-o', 'MaxAuthTries=1', '-p', '2222']
  const loaded = await load('PermitRootLogin no\nPort 22\nMatch all\nMaxAuthTries 2\n', { args })
  expect(find(loaded.settings, 'permitrootlogin')).toEqual({
    value: 'yes',
    source: 'flag -o',
    overridden: [['no', at(1)]],
  })
  expect(find(loaded.settings, 'maxauthtries')).toEqual({ value: 2, source: at(4), overridden: [[1, 'flag -o']] })
  expect(find(loaded.settings, 'port')).toEqual({ value: [2222], source: 'flag -p', overridden: [[[22], at(2)]] })
  expect(find(loaded.settings, 'listenaddress')).toEqual({ value: ['0.0.0.0:2222', '[::]:2222'], source: 'flag -p' })
})

test.each([
  ['times', 'ClientAliveInterval 5m\nLoginGraceTime 1m30\n', { clientaliveinterval: 300, logingracetime: 90 }],
  [
    'spelling',
    'permitrootlogin=NO\r\n\tMaxAuthTries = 3\nPasswordAuthentication "no" # x\n',
    { permitrootlogin: 'no', maxauthtries: 3, passwordauthentication: 'no' },
  ],
  [
    'first line only',
    'AuthorizedKeysFile .ssh/a\nAuthorizedKeysFile /etc/ssh/keys/%u\nMACs hmac-sha2-256\nMACs +hmac-md5\n',
    { authorizedkeysfile: ['.ssh/a'], macs: ['hmac-sha2-256'] },
  ],
  [
    'methods',
    'AuthenticationMethods publickey\nPasswordAuthentication yes\n',
    { authenticationmethods: ['publickey'], passwordauthentication: 'yes' },
  ],
  [
    'prefix ^ adds',
    'Ciphers ^aes128-cbc\n',
    {
      ciphers: [
        'aes128-cbc',
        'chacha20-poly1305@openssh.com',
        'aes128-ctr',
        'aes192-ctr',
        'aes256-ctr',
        'aes128-gcm@openssh.com',
        'aes256-gcm@openssh.com',
      ],
    },
  ],
  [
    'prefix - removes',
    'Ciphers -aes*-ctr,chacha*\n',
    { ciphers: ['aes128-gcm@openssh.com', 'aes256-gcm@openssh.com'] },
  ],
  [
    'old names',
    'ChallengeResponseAuthentication no\nPubkeyAcceptedKeyTypes ssh-ed25519\n',
    { kbdinteractiveauthentication: 'no', pubkeyacceptedalgorithms: ['ssh-ed25519'] },
  ],
  ['names of variables only', 'SetEnv TOKEN=secret "A=b c"\n', { setenv: ['TOKEN', 'A'] }],
])('%s', async (_, text, expected) => {
  const { settings } = await load(text)
  expect(
    Object.fromEntries(
      Object.keys(expected).map((name) => [name, fromValue(settings.find((each) => each.path === name)?.value)]),
    ),
  ).toEqual(expected)
})

test('every keyword of the release has one setting, sorted', async () => {
  const paths = (await load('', { release: { version: '10.2p1', package: '1:10.2p1-1' } })).settings.map(
    (each) => each.path,
  )
  expect(paths).toEqual(Object.keys(keywords).filter((name) => name !== 'gssapidelegatecredentials'))
})

const lines = fc.constantFrom(
  ...[
    'PermitRootLogin no',
    'PermitRootLogin yes',
    'MaxAuthTries 3',
    'Port 22',
    'Port 2222',
    'AllowUsers a',
    'Match all',
  ],
  ...[
    'Match User bob',
    'Match Address 10.0.0.0/8',
    'Include x',
    '# x',
    '',
    'MACs -hmac*',
    'MaxStartups 5',
    'Match all x',
    'Foo',
  ],
)

test('any text is loaded or refused', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(lines).map((each) => each.join('\n')),
  )
  await fc.assert(
    fc.asyncProperty(text, fc.array(lines), async (one, included) => {
      const result = await read(one, { files: { '/etc/ssh/x': included.join('\n').replaceAll('Include x', '') } })
      expect(['loaded', 'refused']).toContain(result.status)
    }),
    runs(300),
  )
})

test('a line at the end never changes what holds for everyone, unless it adds up', async () => {
  const first = fc.constantFrom('PermitRootLogin', 'X11Forwarding', 'PasswordAuthentication', 'UsePAM')
  const words = fc.constantFrom('yes', 'no')
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(first, words), { minLength: 1 }),
      first,
      words,
      async (before, keyword, value) => {
        const text = before.map((each) => each.join(' ')).join('\n')
        fc.pre(before.some(([each]) => each === keyword))
        const values = async (written: string) =>
          (await load(written)).settings.map((each) => [each.path, fromValue(each.value)])
        expect(await values(`${text}\n${keyword} ${value}\n`)).toEqual(await values(text))
      },
    ),
    runs(100),
  )
})
