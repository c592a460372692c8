import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Connection } from '../../../agent/parse/sshdconfig.ts'
import { runs } from '../../support/property.ts'
import { type RealSshd, realSshd } from '../../support/sshd.ts'
import { type Case, compare as compareWith } from '../../support/sshdcompare.ts'

const real = await prepare()
const compare = (each: Case) => compareWith(real as RealSshd, each)

async function prepare(): Promise<RealSshd | undefined> {
  try {
    return await realSshd()
  } catch (error) {
    console.warn(`not run: ${(error as Error).message}`)
    return undefined
  }
}

const root: Connection = {
  ...{ user: 'root', groups: ['root'], invalidUser: false, rdomain: '', version: 'OpenSSH_9.2' },
  ...{ host: 'h', address: '203.0.113.9', localAddress: '10.0.0.1', localPort: 22 },
}

const debianMain = `Include @/sshd_config.d/*.conf
KbdInteractiveAuthentication no
UsePAM yes
X11Forwarding yes
PrintMotd no
AcceptEnv LANG LC_*
Subsystem sftp /usr/lib/openssh/sftp-server
`

const loaded: Case[] = [
  { name: 'nothing', main: '' },
  { name: 'first value wins', main: 'PermitRootLogin no\nPermitRootLogin yes\n' },
  {
    name: 'drop-ins in byte order before the main file',
    main: `${debianMain}PasswordAuthentication no\n`,
    files: {
      'sshd_config.d/50-cloud-init.conf': 'PasswordAuthentication yes\n',
      'sshd_config.d/99-hardening.conf': 'PasswordAuthentication no\nPermitRootLogin no\n',
      'sshd_config.d/9-x.conf': 'PermitRootLogin yes\n',
    },
  },
  {
    name: 'hidden files and other endings are not included',
    main: 'Include @/d/*.conf\nPermitRootLogin no\n',
    files: { 'd/x.conf.bak': 'PermitRootLogin yes\n', 'd/.hid.conf': 'PermitRootLogin yes\n' },
  },
  {
    name: 'ports and addresses',
    main: 'Port 2222\nListenAddress 127.0.0.1\nListenAddress [::1]:2022\nListenAddress 10.0.0.5:22\n',
  },
  { name: 'address before its port', main: 'ListenAddress 127.0.0.1\nListenAddress ::1\nPort 2222\nPort 22\n' },
  { name: 'one family', main: 'AddressFamily inet\nPort 22\nPort 2222\n' },
  { name: 'Match all overrides', main: 'PermitRootLogin no\nMatch all\nPermitRootLogin yes\nPort 2222\n' },
  { name: 'Match all replaces lists', main: 'AllowUsers a b\nMatch all\nAllowUsers c\nAllowUsers d\n' },
  {
    name: 'Match all in an included file ends with it',
    main: 'PermitRootLogin no\nInclude @/x\nX11Forwarding yes\nMaxAuthTries 2\n',
    files: { x: 'Match all\nPermitRootLogin yes\nMaxAuthTries 3\n' },
  },
  {
    name: 'Match in an included file does not leak',
    main: 'Include @/10.conf\nPasswordAuthentication no\nPermitRootLogin no\n',
    files: { '10.conf': 'Match User bob\nPasswordAuthentication yes\n' },
  },
  { name: 'times', main: 'ClientAliveInterval 5m\nLoginGraceTime 1m30\nUnusedConnectionTimeout 1h30m\n' },
  {
    name: 'spelling',
    main: 'permitrootlogin=NO\r\nMaxAuthTries = 3\r\n\tPasswordAuthentication "no" # x\r\n"X11Forwarding" yes\f\n',
  },
  { name: 'global keywords under Match all', main: 'UsePAM no\nPort 22\nMatch all\nUsePAM yes\nPort 2222\n' },
  {
    name: 'equals signs before and within',
    main: '=MaxAuthTries 3\n==MaxSessions 3\nMaxAuthTries 4\nMaxAuth"Tries 5\n',
  },
  { name: 'an open quote before a keyword', main: '"PermitRootLogin no\nMaxAuthTries 3\n' },
  {
    name: 'first line only',
    main: 'AuthorizedKeysFile .ssh/a\nAuthorizedKeysFile /etc/k/%u\nMACs hmac-sha2-256\nMACs +hmac-md5\nSetEnv A=1 B=2 A=3\nSetEnv C=3\n',
  },
  {
    name: 'accumulating',
    main: 'AllowUsers a b\nAllowUsers c\nDenyGroups x\nDenyGroups "y z"\nAcceptEnv A B\nAcceptEnv C*\n',
  },
  {
    name: 'append',
    main: 'MACs +hmac-md5,hmac-sha1\nCiphers +aes128-cbc\nKexAlgorithms +diffie-hellman-group14-sha1\n',
  },
  {
    name: 'remove',
    main: 'MACs -*sha1*,umac-64*\nCiphers -aes*-ctr\nKexAlgorithms -sntrup*\nHostKeyAlgorithms -ecdsa*\n',
  },
  {
    name: 'put first',
    main: 'Ciphers ^aes128-cbc,aes256-ctr\nMACs ^hmac-sha2-512\nHostbasedAcceptedAlgorithms ^ssh-rsa\n',
  },
  {
    name: 'replace, with patterns',
    main: 'PubkeyAcceptedAlgorithms ssh-ed25519*,rsa-*,ssh-ed25519\nCASignatureAlgorithms ssh-ed25519\n',
  },
  {
    name: 'other names',
    main: 'ChallengeResponseAuthentication no\nPubkeyAcceptedKeyTypes ssh-ed25519\nHostbasedAcceptedKeyTypes ssh-rsa\nKeepAlive no\n',
  },
  {
    name: 'ignored',
    main: 'Protocol 2\nUsePrivilegeSeparation yes\nKerberosGetAFSToken no\nRSAAuthentication yes\nUseLogin a b c\n',
  },
  {
    name: 'last line wins',
    main: 'MaxStartups 5:30:60\nMaxStartups 10:20:100\nStreamLocalBindMask 77\nStreamLocalBindMask 0\nFingerprintHash md5\nFingerprintHash SHA512\nPerSourceMaxStartups 3\nPerSourceMaxStartups none\nPerSourceNetBlockSize 24:48\nPerSourceNetBlockSize 16:32\n',
  },
  { name: 'one number of connections', main: 'MaxStartups 5\n' },
  { name: 'rekeying', main: 'RekeyLimit 1G\nRekeyLimit 512M 1h\nRekeyLimit 16 2h\n' },
  { name: 'rekeying by default', main: 'RekeyLimit default none\n' },
  { name: 'logging', main: 'LogLevel debug1\nSyslogFacility local3\nLogVerbose a.c:* b.c:1\n' },
  { name: 'quiet logging', main: 'LogLevel SILENT\n' },
  {
    name: 'forwarding',
    main: 'PermitOpen host:1 [::1]:2 c:*\nPermitListen 8080 localhost:1\nAllowTcpForwarding all\nGatewayPorts clientspecified\nPermitTunnel ethernet\nAllowStreamLocalForwarding local\n',
  },
  { name: 'no forwarding', main: 'PermitOpen none\nPermitListen any\n' },
  { name: 'text to the end of the line', main: 'ForceCommand /bin/x "a b" # c\nVersionAddendum a b # c\n' },
  { name: 'commands', main: 'AuthorizedKeysCommand /bin/a %u\nAuthorizedKeysCommandUser root\n' },
  {
    name: 'a second command that is ignored',
    main: 'AuthorizedKeysCommand /bin/a\nAuthorizedPrincipalsCommand /bin/b\nAuthorizedKeysCommandUser root\nAuthorizedPrincipalsCommandUser root\n',
  },
  {
    name: 'commands in another order, and the last one',
    main: 'AuthorizedPrincipalsCommand /bin/b\nAuthorizedPrincipalsCommand /bin/c\nAuthorizedKeysCommand /bin/a\nAuthorizedKeysCommandUser root\nAuthorizedPrincipalsCommandUser root\n',
  },
  {
    name: 'none',
    main: 'TrustedUserCAKeys None\nBanner NONE\nChrootDirectory None\nXAuthLocation none\nPidFile none\nAuthorizedKeysFile none\n',
  },
  {
    name: 'methods',
    main: 'AuthenticationMethods publickey,password publickey,keyboard-interactive:pam\nAuthenticationMethods publickey\n',
  },
  {
    name: 'key options',
    main: 'PubkeyAuthOptions verify-required touch-required\nIgnoreRhosts shosts-only\nPermitUserEnvironment LANG,LC_*\nCompression delayed\n',
  },
  { name: 'traffic classes', main: 'IPQoS AF21\n' },
  { name: 'channels', main: 'ChannelTimeout session:*=5m x11=1h\n' },
  { name: 'a list without words', main: 'AllowUsers #nobody\nAcceptEnv # none\n' },
  { name: 'a relative include', main: 'Include no-such-directory/*.conf ~/x\nMaxSessions 2\n' },
  {
    name: 'options beat the file',
    main: 'PermitRootLogin no\nMaxAuthTries 3\n',
    args: ['-o', 'PermitRootLogin=yes', '-oMaxAuthTries 4', '-g', '10'],
  },
  { name: 'ports of options add up', main: 'Port 22\n', args: ['-o', 'Port=2222'] },
  { name: 'the port flag replaces', main: 'Port 22\n', args: ['-o', 'Port=33', '-p', '2222', '-o', 'Port=44'] },
  { name: 'Match all beats options', main: 'Match all\nPermitRootLogin no\n', args: ['-o', 'PermitRootLogin=yes'] },
  { name: 'quiet and one family', main: 'LogLevel VERBOSE\n', args: ['-q', '-4'] },
  {
    name: 'the first of two blocks',
    main: 'Match User root\nPermitRootLogin prohibit-password\nMatch Address 0.0.0.0/0\nPermitRootLogin yes\nX11Forwarding yes\n',
    connection: root,
    blocks: [0, 1],
  },
  {
    name: 'a block behind Match all',
    main: 'Match all\nMaxAuthTries 2\nMatch User root\nMaxAuthTries 3\nMaxSessions 4\n',
    connection: root,
    blocks: [0],
  },
  {
    name: 'a list in a block',
    main: 'AllowUsers a\nMatch User root\nAllowUsers b\nAllowUsers c\nMACs +hmac-md5\n'.replace('MACs +hmac-md5\n', ''),
    connection: root,
    blocks: [0],
  },
  {
    name: 'a block within an included file within a block',
    main: 'Match User root\nInclude @/x\nMaxSessions 4\n',
    files: {
      x: 'MaxAuthTries 2\nMatch Address 203.0.113.0/24\nMaxStartups 1\n'.replace('MaxStartups 1', 'X11Forwarding yes'),
    },
    connection: root,
    blocks: [0, 1],
  },
  {
    name: 'Match all within an included file within a block',
    main: 'Match User bob\nInclude @/x\nMaxSessions 4\n',
    files: { x: 'Match all\nX11Forwarding yes\n' },
  },
]

const refused: Case[] = [
  { name: 'an unknown keyword', main: 'MaxAuthTries 3\nPermitRootLogins no\n' },
  { name: 'a keyword of a newer version', main: 'PerSourcePenalties no\n' },
  { name: 'an extra argument', main: 'PermitRootLogin no yes\n' },
  { name: 'no argument', main: 'PermitRootLogin\n' },
  { name: 'only a comment', main: 'PermitRootLogin # no\n' },
  { name: 'a comment without a blank', main: 'PermitRootLogin no#x\n' },
  { name: 'an open quote', main: 'Banner "x\n' },
  { name: 'a quote within a keyword', main: 'PermitRootLogin"no"\n' },
  { name: 'a byte order mark', main: '\ufeffPort 22\n' },
  { name: 'a wrong word', main: 'X11Forwarding maybe\n' },
  { name: 'a wrong number', main: 'MaxAuthTries -1\n' },
  { name: 'a large number', main: 'MaxAuthTries 2147483648\n' },
  { name: 'a wrong time', main: 'LoginGraceTime 1x\n' },
  { name: 'a wrong port', main: 'Port 0\n' },
  { name: 'a port that is too large', main: 'Port 65536\n' },
  { name: 'a wrong tunnel', main: 'PermitTunnel YES\n' },
  { name: 'an unknown cipher', main: 'Ciphers arcfour\n' },
  { name: 'a pattern of ciphers', main: 'Ciphers aes*\n' },
  { name: 'an unknown key exchange', main: 'KexAlgorithms +foo\n' },
  { name: 'an unknown key type', main: 'PubkeyAcceptedAlgorithms foo\n' },
  { name: 'an unknown method', main: 'AuthenticationMethods foo\n' },
  { name: 'startups in the wrong order', main: 'MaxStartups 10:30:5\n' },
  { name: 'a command without its user', main: 'AuthorizedKeysCommand /bin/a\n' },
  { name: 'a second command without its user', main: 'AuthorizedPrincipalsCommand /bin/a\n' },
  {
    name: 'methods that are off',
    main: 'AuthenticationMethods password publickey,password\nPasswordAuthentication no\n',
  },
  { name: 'an address of another family', main: 'ListenAddress ::1\nAddressFamily inet\n' },
  { name: 'an old address with the new family', main: 'ListenAddress 127.0.0.1\nAddressFamily inet6\n' },
  { name: 'no startups', main: 'MaxStartups 0\n' },
  { name: 'a relative command', main: 'AuthorizedKeysCommand bin/x\n' },
  { name: 'a mask that is no octal number', main: 'StreamLocalBindMask 9\n' },
  { name: 'a subsystem twice', main: 'Subsystem sftp /a\nSubsystem sftp /b\n' },
  { name: 'a variable without a value', main: 'SetEnv A\n' },
  { name: 'a routing domain', main: 'RDomain x\n' },
  { name: 'a global keyword in a block', main: 'Match User x\nPort 22\n' },
  {
    name: 'a global keyword in Match all within a block',
    main: 'Match User x\nInclude @/x\n',
    files: { x: 'Match all\nPort 22\n' },
  },
  { name: 'an ignored keyword in a block', main: 'Match User x\nProtocol 2\n' },
  { name: 'a subsystem in a block', main: 'Match User x\nSubsystem sftp /a\n' },
  { name: 'an error in a block', main: 'Match User x\nX11Forwarding maybe\n' },
  { name: 'an error in an included file', main: 'Port 22\nInclude @/x\n', files: { x: '\n\nFoo bar\n' } },
  { name: 'an include without a name', main: 'Include #\n' },
  { name: 'a loop', main: 'Include @/sshd_config\n' },
  { name: 'Match without criteria', main: 'Match #\n' },
  { name: 'Match all and more', main: 'Match all User x\n' },
  { name: 'Match with an unknown criterion', main: 'Match Users x\n' },
  { name: 'Match without an argument', main: 'Match User\n' },
  { name: 'Match with bits behind the mask', main: 'Match Address 10.0.0.1/8\n' },
  { name: 'Match with a mask that is too long', main: 'Match Address 10.0.0.0/40\n' },
  { name: 'a newer criterion', main: 'Match invalid-user\n' },
  { name: 'a wrong option', main: '', args: ['-o', 'Foo=bar'] },
  { name: 'an included option', main: '', args: ['-o', 'Include=/x'] },
]

const anyLine = fc.constantFrom(
  ...[
    'PermitRootLogin no',
    'PermitRootLogin = YES',
    'permitrootlogin without-password',
    'MaxAuthTries 3',
    'MaxAuthTries 4',
  ],
  ...['Port 22', 'Port 2222', 'ListenAddress 127.0.0.1', 'ListenAddress [::1]:23', 'AddressFamily inet', 'UsePAM yes'],
  ...[
    'AllowUsers a b',
    'AllowUsers "c d" # e',
    'DenyGroups x',
    'AcceptEnv A',
    'SetEnv A=1 B=2',
    'SetEnv C=3',
    ' # x',
    '',
  ],
  ...[
    'Match all',
    'Match User bob',
    'Match Address 10.0.0.0/8',
    'Match all # x',
    'Include @/x',
    'Include @/x @/y',
    'Include @/n',
  ],
  ...['MACs -*sha1*', 'MACs +hmac-md5', 'Ciphers ^aes128-cbc', 'PubkeyAcceptedAlgorithms ssh-*', 'MaxStartups 5:10:20'],
  ...['MaxStartups 7', 'RekeyLimit 1G', 'RekeyLimit 2G 1h', 'StreamLocalBindMask 22', 'ClientAliveInterval 1m30'],
  ...['AuthorizedKeysCommand /bin/a', 'AuthorizedPrincipalsCommand /bin/b', 'AuthorizedPrincipalsCommand none'],
  ...['ForceCommand a "b', "Banner '/a b'", 'Banner none', 'X11Forwarding yes', 'KbdInteractiveAuthentication no'],
  ...['ChallengeResponseAuthentication yes', 'Protocol 2', 'PermitOpen a:1', 'PermitListen 80', 'LogLevel quiet'],
  ...['AuthorizedKeysCommandUser root', 'AuthorizedPrincipalsCommandUser root', 'AuthenticationMethods publickey'],
)

describe.skipIf(real === undefined)('as a real sshd', () => {
  afterAll(() => real?.remove())
  beforeAll(() => expect(real?.package).toMatch(/^1:\d/))
  test.each(loaded)('loads: $name', async (each) => expect(await compare(each)).toBe('loaded'))
  test.each(refused)('refuses: $name', async (each) => {
    const sshd = real as RealSshd
    const directory = sshd.write({ ...each.files, sshd_config: `HostKey ${sshd.hostKey}\n${each.main}` })
    expect((await sshd.ask(directory, each.args)).ok, 'sshd accepts it').toBe(false)
    expect(await compare(each)).toBe('refused')
  })

  test('and so is what nobody thought of', async () => {
    const text = fc.array(anyLine, { maxLength: 12 }).map((each) => each.join('\n'))
    const included = text.map((each) => each.replaceAll('Include', '#'))
    await fc.assert(
      fc.asyncProperty(text, included, included, async (main, x, y) => {
        await compare({ name: '', main, files: { x, y } })
      }),
      runs(100),
    )
  })
})
