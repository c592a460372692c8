import fc from 'fast-check'
import type { Connection } from '../../agent/parse/sshdconfig.ts'
import type { Case } from './sshdcompare.ts'

// Configurations as nobody writes them: every keyword, right and wrong values, blocks, includes, options, connections.

const base = { invalidUser: false, rdomain: '', version: '', host: 'client.example.org' }
const connections: readonly Connection[] = [
  { ...base, user: 'root', groups: ['root'], address: '10.1.2.3', localAddress: '10.0.0.1', localPort: 22 },
  { ...base, user: 'daemon', groups: ['daemon'], address: '203.0.113.9', localAddress: '192.0.2.1', localPort: 2222 },
  { ...base, user: 'bin', groups: ['bin'], address: '2001:db8::1', localAddress: '::1', localPort: 22, host: 'OTHER' },
]

const criteria = [
  ...['all', 'User root', 'User !root,*', 'user=bin', 'User "da?mon"', 'User *,!bin', 'Group root', 'Group !bin,*'],
  ...['Address 10.0.0.0/8', 'Address !10.1.0.0/16,10.*', 'Address 2001:db8::/32', 'Address *', 'Address 203.0.113.9'],
  ...['Host *.example.org', 'Host client.*,!other', 'Host other', 'LocalAddress 10.0.0.0/24', 'LocalPort 22'],
  ...['LocalAddress ::1', 'User root Address 10.0.0.0/8', 'Group daemon LocalPort 2222', 'User root Group bin'],
]

const flags = [
  ...['AllowAgentForwarding', 'AllowTcpForwarding', 'DisableForwarding', 'ExposeAuthInfo', 'GatewayPorts'],
  ...['HostbasedAuthentication', 'IgnoreUserKnownHosts', 'KbdInteractiveAuthentication', 'PasswordAuthentication'],
  ...['PermitEmptyPasswords', 'PermitTTY', 'PermitTunnel', 'PermitUserRC', 'PrintLastLog', 'PrintMotd'],
  ...['PubkeyAuthentication', 'StreamLocalBindUnlink', 'StrictModes', 'TCPKeepAlive', 'UseDNS', 'UsePAM'],
  ...['X11Forwarding', 'X11UseLocalhost', 'PermitUserEnvironment', 'Compression', 'IgnoreRhosts'],
]
const counts = ['MaxAuthTries', 'MaxSessions', 'ClientAliveCountMax', 'X11DisplayOffset']
const times = ['ClientAliveInterval', 'LoginGraceTime']
const lists = ['AllowUsers', 'DenyUsers', 'AllowGroups', 'DenyGroups', 'AcceptEnv']
const algorithms: Readonly<Record<string, readonly string[]>> = {
  Ciphers: ['aes128-ctr', '+aes128-cbc', '-aes*-ctr', '^aes256-ctr,3des-cbc', 'aes256-gcm@openssh.com,aes128-ctr'],
  MACs: ['hmac-sha2-256', '+hmac-md5', '-*sha1*,umac-64*', '^hmac-sha2-512', 'hmac-sha2-512-etm@openssh.com'],
  KexAlgorithms: ['curve25519-sha256', '+diffie-hellman-group1-sha1', '-*nistp*', '^ecdh-sha2-nistp521'],
  HostKeyAlgorithms: ['ssh-ed25519', '+ssh-rsa', '-*cert*', '^rsa-sha2-256', 'ssh-*,rsa-*'],
  PubkeyAcceptedKeyTypes: ['ssh-ed25519', '+ssh-rsa', '-sk-*', 'ecdsa-*'],
  CASignatureAlgorithms: ['ssh-ed25519', '-ecdsa*'],
}
const others = [
  ...['Port 22', 'Port 2222', 'ListenAddress 127.0.0.1', 'ListenAddress [::1]:23', 'ListenAddress 10.0.0.5:22'],
  ...['AddressFamily inet', 'AddressFamily any', 'PermitRootLogin forced-commands-only', 'PermitRootLogin yes'],
  ...['PermitRootLogin prohibit-password', 'permitrootlogin = NO', 'LogLevel VERBOSE', 'SyslogFacility LOCAL3'],
  ...['AuthorizedKeysFile .ssh/a /etc/k/%u', 'AuthorizedKeysFile none', 'Banner none', 'Banner "/etc/my issue"'],
  ...['ForceCommand /bin/x "a b" # c', 'ForceCommand none', 'ChrootDirectory /srv/%u', 'VersionAddendum a # b'],
  ...['MaxStartups 5:10:20', 'MaxStartups 7', 'RekeyLimit 1G', 'RekeyLimit 512M 1h', 'StreamLocalBindMask 0177'],
  ...['PermitOpen a:1 [::1]:2', 'PermitOpen none', 'PermitListen 8080', 'SetEnv A=1 B=2', 'SetEnv C=3'],
  ...['Subsystem sftp internal-sftp', 'Subsystem other /bin/x -l INFO', 'TrustedUserCAKeys none', 'IPQoS af21 cs1'],
  ...['AuthenticationMethods publickey', 'AuthenticationMethods any publickey', 'FingerprintHash md5'],
  ...['ChallengeResponseAuthentication no', 'Protocol 2', 'UsePrivilegeSeparation sandbox', 'RSAAuthentication yes'],
  ...['AuthorizedKeysCommand /bin/a', 'AuthorizedKeysCommandUser root', 'RevokedKeys none', 'PidFile none'],
  ...['Include @/x', 'Include @/x @/y', 'Include @/*.none', 'Include "@/y"', '', '# x', ' \t', '\tUseDNS\tyes\t# x'],
]
const wrong = [
  ...['PermitRootLogin maybe', 'Prt 22', 'Port 0', 'MaxAuthTries -1', 'Ciphers arcfour9', 'Banner "x', 'AllowUsers ""'],
  ...['UsePAM yes no', 'PermitRootLogin', 'Match', 'Match User', 'LoginGraceTime 1x', 'Match Address 10.0.0.1/8'],
]

const flagLine = fc
  .tuple(fc.constantFrom(...flags), fc.constantFrom('yes', 'no', 'YES', 'No', '"yes"'))
  .map(([name, value]) => (name === 'PermitTunnel' ? `${name} ${value.toLowerCase()}` : `${name} ${value}`))
const countLine = fc
  .tuple(fc.constantFrom(...counts), fc.constantFrom(' ', '=', ' = ', '\t'), fc.nat(20))
  .map(([name, between, value]) => `${name}${between}${value}`)
const timeLine = fc
  .tuple(fc.constantFrom(...times), fc.constantFrom('0', '30', '5m', '1m30', '1h', '2d', '1h30m10'))
  .map(([name, value]) => `${name} ${value}`)
const listLine = fc
  .tuple(
    fc.constantFrom(...lists),
    fc.array(fc.constantFrom('a', 'b*', '"c d"', 'e@10.0.0.0', 'LC_*'), { maxLength: 3, minLength: 1 }),
  )
  .map(([name, values]) => `${name} ${values.join(' ')}`)
const algorithmLine = fc.constantFrom(
  ...Object.entries(algorithms).flatMap(([name, values]) => values.map((value) => `${name} ${value}`)),
)
const matchLine = fc.constantFrom(...criteria.map((each) => `Match ${each}`))

const line = fc.oneof(
  { weight: 30, arbitrary: flagLine },
  { weight: 10, arbitrary: countLine },
  { weight: 6, arbitrary: timeLine },
  { weight: 10, arbitrary: listLine },
  { weight: 12, arbitrary: algorithmLine },
  { weight: 25, arbitrary: fc.constantFrom(...others) },
  { weight: 9, arbitrary: matchLine },
  { weight: 1, arbitrary: fc.constantFrom(...wrong) },
)
/** What a Match block may hold, so that most files with blocks load. */
const blockLine = fc.oneof(
  fc.constantFrom(
    ...['PasswordAuthentication no', 'PasswordAuthentication yes', 'X11Forwarding yes', 'X11Forwarding no'],
    ...['PermitRootLogin yes', 'PermitRootLogin no', 'MaxAuthTries 2', 'MaxSessions 1', 'AllowUsers z', 'AllowUsers y'],
    ...['ForceCommand /bin/y', 'Banner /b', 'AllowTcpForwarding local', 'SetEnv Z=1', 'PermitOpen z:9', 'DenyGroups q'],
    ...['PubkeyAcceptedKeyTypes +ssh-rsa', 'LogLevel DEBUG', 'AuthorizedKeysFile /k/%u', 'RekeyLimit 2G', 'IPQoS cs2'],
    ...['StreamLocalBindMask 022', 'AcceptEnv Q', 'Include @/z', 'ClientAliveInterval 9'],
  ),
  matchLine,
)

const text = (of: fc.Arbitrary<string>, maxLength: number) => fc.array(of, { maxLength }).map((each) => each.join('\n'))
const globals = text(
  line.filter((each) => !/^(Match|Include @\/x)/.test(each)),
  10,
)
const blocks = fc.array(fc.tuple(matchLine, text(blockLine, 5)), { maxLength: 4 })
const main = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(globals, blocks).map(([first, rest]) => [first, ...rest.flat()].join('\n')) },
  { weight: 1, arbitrary: text(line, 12) },
)
const included = (of: fc.Arbitrary<string>) =>
  fc.oneof(
    text(of, 4),
    fc.tuple(text(of, 2), matchLine, text(blockLine, 3)).map((each) => each.join('\n')),
  )
const noIncludes = (each: string) => each.replaceAll('Include', '# Include')

const arbitrary: fc.Arbitrary<Case> = fc
  .record({
    main,
    x: included(line).map(noIncludes),
    y: included(line).map(noIncludes),
    z: text(blockLine, 3).map(noIncludes),
    connection: fc.constantFrom(...connections),
    args: fc.constantFrom<readonly string[]>(
      [],
      [],
      [],
      ['-o', 'PermitRootLogin=yes'],
      ['-p', '2022'],
      ['-oMaxSessions=3', '-q'],
    ),
  })
  .map(({ main, x, y, z, connection, args }) => ({
    name: '',
    main,
    files: { x, y, z },
    args,
    connection,
  }))

/** So many configurations; the same for the same seed. */
export function sshdCorpus(count: number, seed: number): Case[] {
  return fc.sample(arbitrary, { numRuns: count, seed })
}
