import type { CatalogueEntry, SettingType } from './catalogue.ts'

// What sshd_config(5) can set, with the defaults of OpenSSH 8.2 to 10.2 (servconf.c and myproposal.h of each release).
// A default that is a list of versions changed, or is known to change after the newest version here.

/** The newest OpenSSH whose defaults are in this catalogue. */
export const newestKnownSshd = '10.2'

const nistCurves = ['ecdh-sha2-nistp256', 'ecdh-sha2-nistp384', 'ecdh-sha2-nistp521']
const classicKex = ['curve25519-sha256', 'curve25519-sha256@libssh.org', ...nistCurves]
const primeGroups = [
  'diffie-hellman-group-exchange-sha256',
  'diffie-hellman-group16-sha512',
  'diffie-hellman-group18-sha512',
  'diffie-hellman-group14-sha256',
]
const sntrup = 'sntrup761x25519-sha512@openssh.com'
const kexAlgorithms = [
  { from: '0', value: [...classicKex, ...primeGroups] },
  { from: '8.9', value: [...classicKex, sntrup, ...primeGroups] },
  { from: '9.0', value: [sntrup, ...classicKex, ...primeGroups] },
  {
    from: '9.9',
    value: ['sntrup761x25519-sha512', sntrup, 'mlkem768x25519-sha256', ...classicKex, ...primeGroups],
  },
  { from: '10.0', value: ['mlkem768x25519-sha256', 'sntrup761x25519-sha512', sntrup, ...classicKex] },
]

const chacha = 'chacha20-poly1305@openssh.com'
const counterMode = ['aes128-ctr', 'aes192-ctr', 'aes256-ctr']
const galoisMode = ['aes128-gcm@openssh.com', 'aes256-gcm@openssh.com']
const ciphers = [
  { from: '0', value: [chacha, ...counterMode, ...galoisMode] },
  { from: '10.0', value: [chacha, ...galoisMode, ...counterMode] },
]

const macs = [
  'umac-64-etm@openssh.com',
  'umac-128-etm@openssh.com',
  'hmac-sha2-256-etm@openssh.com',
  'hmac-sha2-512-etm@openssh.com',
  'hmac-sha1-etm@openssh.com',
  'umac-64@openssh.com',
  'umac-128@openssh.com',
  'hmac-sha2-256',
  'hmac-sha2-512',
  'hmac-sha1',
]

const ecdsa = ['ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521']
const ecdsaCertificates = ecdsa.map((name) => `${name}-cert-v01@openssh.com`)
const skEd25519 = 'sk-ssh-ed25519@openssh.com'
const skEcdsa = 'sk-ecdsa-sha2-nistp256@openssh.com'
const skEd25519Certificate = 'sk-ssh-ed25519-cert-v01@openssh.com'
const skEcdsaCertificate = 'sk-ecdsa-sha2-nistp256-cert-v01@openssh.com'
const rsaSha2 = ['rsa-sha2-512', 'rsa-sha2-256']
const rsaSha2Certificates = rsaSha2.map((name) => `${name}-cert-v01@openssh.com`)
const keyCertificates = [
  'ssh-ed25519-cert-v01@openssh.com',
  ...ecdsaCertificates,
  skEd25519Certificate,
  skEcdsaCertificate,
  ...rsaSha2Certificates,
]
const keys = ['ssh-ed25519', ...ecdsa, skEd25519, skEcdsa, ...rsaSha2]
const keyAlgorithms = [
  {
    from: '0',
    value: [
      ...ecdsaCertificates,
      skEcdsaCertificate,
      'ssh-ed25519-cert-v01@openssh.com',
      skEd25519Certificate,
      ...rsaSha2Certificates,
      'ssh-rsa-cert-v01@openssh.com',
      ...ecdsa,
      skEcdsa,
      'ssh-ed25519',
      skEd25519,
      ...rsaSha2,
      'ssh-rsa',
    ],
  },
  { from: '8.5', value: [...keyCertificates, 'ssh-rsa-cert-v01@openssh.com', ...keys, 'ssh-rsa'] },
  { from: '8.8', value: [...keyCertificates, ...keys] },
]
const caAlgorithms = [
  { from: '0', value: [...ecdsa, skEcdsa, 'ssh-ed25519', skEd25519, ...rsaSha2] },
  { from: '8.5', value: keys },
]

const penaltyLimits = [
  'max:600',
  'min:15',
  'max-sources4:65536',
  'max-sources6:65536',
  'overflow:permissive',
  'overflow6:permissive',
]
const penalties = [
  { from: '0', value: ['crash:90', 'authfail:5', 'noauth:1', 'grace-exceeded:20', ...penaltyLimits] },
  {
    from: '9.9',
    value: ['crash:90', 'authfail:5', 'noauth:1', 'grace-exceeded:10', 'refuseconnection:10', ...penaltyLimits],
  },
]

const hostKeys = ['/etc/ssh/ssh_host_rsa_key', '/etc/ssh/ssh_host_ecdsa_key', '/etc/ssh/ssh_host_ed25519_key']

/** Every keyword in lower case, sorted. Yes and no are the words `yes` and `no`, times are seconds. */
export const sshdCatalogue: readonly CatalogueEntry[] = [
  list('acceptenv', 'Variables of the client that reach the session, by name or pattern.', []),
  text('addressfamily', 'Which addresses sshd listens on: any, inet or inet6.', 'any'),
  text('allowagentforwarding', 'Whether the client may forward its key agent.', 'yes'),
  list('allowgroups', 'Groups whose members may log in; empty means all.', []),
  text('allowstreamlocalforwarding', 'Which Unix sockets may be forwarded: yes, no, local or remote.', 'yes'),
  text('allowtcpforwarding', 'Which TCP ports may be forwarded: yes, no, local or remote.', 'yes'),
  list('allowusers', 'Users who may log in, as name or name@host patterns; empty means all.', []),
  list(
    'authenticationmethods',
    'Sequences of methods of which one must be completed; any means one method is enough.',
    ['any'],
  ),
  text('authorizedkeyscommand', 'Program that prints the keys of a user.', 'none'),
  text('authorizedkeyscommanduser', 'User who runs the program that prints keys.', 'none'),
  list('authorizedkeysfile', 'Files that hold the keys of a user, relative to the home directory.', [
    '.ssh/authorized_keys',
    '.ssh/authorized_keys2',
  ]),
  text('authorizedprincipalscommand', 'Program that prints the certificate names accepted for a user.', 'none'),
  text('authorizedprincipalscommanduser', 'User who runs the program that prints certificate names.', 'none'),
  text('authorizedprincipalsfile', 'File that lists the certificate names accepted for a user.', 'none'),
  text('banner', 'File shown before authentication.', 'none'),
  list('casignaturealgorithms', 'Algorithms with which an authority may have signed a certificate.', caAlgorithms),
  list('channeltimeout', 'Idle times after which channels are closed, as type=interval.', ['none']),
  text('chrootdirectory', 'Directory that sessions are locked into.', 'none'),
  list('ciphers', 'Ciphers that are offered, best first.', ciphers),
  int('clientalivecountmax', 'Unanswered probes after which a client is disconnected; 0 means never.', 3),
  int('clientaliveinterval', 'Seconds of silence before a client is probed; 0 means never.', 0),
  text('compression', 'Whether data is compressed after authentication.', 'yes'),
  text('debianbanner', 'Whether the version string names the Debian package (builds of Debian and Ubuntu).', 'yes'),
  list('denygroups', 'Groups whose members may not log in.', []),
  list('denyusers', 'Users who may not log in, as name or name@host patterns.', []),
  text('disableforwarding', 'Whether all forwarding is off, whatever the other settings say.', 'no'),
  text('exposeauthinfo', 'Whether a session can read how it was authenticated.', 'no'),
  text('fingerprinthash', 'Hash with which key fingerprints are logged.', 'SHA256'),
  text('forcecommand', 'Command that runs instead of what the client asks for.', 'none'),
  text('gatewayports', 'Whether remote forwardings may listen on other addresses than loopback.', 'no'),
  text('gssapiauthentication', 'Whether Kerberos tickets (GSSAPI) authenticate users.', 'no'),
  text('gssapicleanupcredentials', 'Whether forwarded tickets are destroyed at logout.', 'yes'),
  text('gssapidelegatecredentials', 'Whether tickets that the client delegates are accepted.', 'yes'),
  list('gssapikexalgorithms', 'Key exchanges with GSSAPI that are offered (builds with that patch).'),
  text('gssapikeyexchange', 'Whether key exchange may use GSSAPI (builds with that patch).', 'no'),
  text('gssapistorecredentialsonrekey', 'Whether rekeying renews stored tickets (builds with that patch).', 'no'),
  text('gssapistrictacceptorcheck', 'Whether GSSAPI clients must address this very host name.', 'yes'),
  list('hostbasedacceptedalgorithms', 'Signature algorithms accepted from hosts that vouch for users.', keyAlgorithms),
  text('hostbasedauthentication', 'Whether a client host may vouch for its users.', 'no'),
  text('hostbasedusesnamefrompacketonly', 'Whether the client itself may say which host it is.', 'no'),
  list('hostcertificate', 'Certificates of the host keys.', []),
  list('hostkey', 'Private keys with which the host proves who it is.', [{ from: '0', value: hostKeys }]),
  text('hostkeyagent', 'Socket of an agent that holds the host keys.', 'none'),
  list('hostkeyalgorithms', 'Signature algorithms that the host offers, best first.', keyAlgorithms),
  text('ignorerhosts', 'Whether .rhosts and .shosts files are ignored: yes, no or shosts-only.', 'yes'),
  text('ignoreuserknownhosts', 'Whether the known hosts of a user are ignored in host based authentication.', 'no'),
  text('ipqos', 'Traffic classes for interactive and for bulk data; the default depends on the build.'),
  text('kbdinteractiveauthentication', 'Whether questions and answers (PAM, one-time passwords) authenticate.', 'yes'),
  text('kerberosauthentication', 'Whether passwords are checked by a Kerberos server.', 'no'),
  text('kerberosorlocalpasswd', 'Whether a failed Kerberos check falls back to the local password.', 'yes'),
  text('kerberosticketcleanup', 'Whether the ticket file is destroyed at logout.', 'yes'),
  list('kexalgorithms', 'Key exchanges that are offered, best first.', kexAlgorithms),
  list('listenaddress', 'Addresses and ports that sshd listens on, resolved with the ports.', [
    '0.0.0.0:22',
    '[::]:22',
  ]),
  int('logingracetime', 'Seconds that a client has to authenticate; 0 means no limit.', 120),
  text('loglevel', 'How much is logged.', 'INFO'),
  list('logverbose', 'Places in the source code that log more.', []),
  list('macs', 'Message authentication codes that are offered, best first.', macs),
  int('maxauthtries', 'Failed attempts that one connection may have.', 6),
  int('maxsessions', 'Sessions that one connection may open.', 10),
  text('maxstartups', 'Unauthenticated connections, start:rate:full, above which new ones are dropped.', '10:30:100'),
  text('modulifile', 'File of the groups for group exchange; the default depends on the build.'),
  text('pamservicename', 'Name of the PAM service.', 'sshd'),
  text('passwordauthentication', 'Whether passwords authenticate.', 'yes'),
  text('permitemptypasswords', 'Whether accounts without a password may log in.', 'no'),
  list('permitlisten', 'Addresses and ports that remote forwarding may listen on.', ['any']),
  list('permitopen', 'Hosts and ports that forwarding may reach.', ['any']),
  text(
    'permitrootlogin',
    'How root may log in: yes, no, prohibit-password or forced-commands-only.',
    'prohibit-password',
  ),
  text('permittty', 'Whether sessions may have a terminal.', 'yes'),
  text('permittunnel', 'Whether network tunnels are allowed: yes, no, point-to-point or ethernet.', 'no'),
  text('permituserenvironment', 'Whether users set their own environment: yes, no, or a list of names.', 'no'),
  text('permituserrc', 'Whether ~/.ssh/rc is run.', 'yes'),
  text('persourcemaxstartups', 'Unauthenticated connections that one source may have, or none for no limit.', 'none'),
  text('persourcenetblocksize', 'Mask lengths, IPv4:IPv6, that make up one source.', '32:128'),
  list(
    'persourcepenalties',
    'Seconds for which a source is refused after misbehaving, by kind; no when off.',
    penalties,
  ),
  text('persourcepenaltyexemptlist', 'Addresses that are never penalised.', 'none'),
  text('pidfile', 'File with the process id of the daemon; the default depends on the build.'),
  list('port', 'Ports that sshd listens on.', [22]),
  text('printlastlog', 'Whether the last login is shown.', 'yes'),
  text('printmotd', 'Whether the message of the day is shown.', 'yes'),
  list('pubkeyacceptedalgorithms', 'Signature algorithms accepted from users.', keyAlgorithms),
  text('pubkeyauthentication', 'Whether public keys authenticate.', 'yes'),
  list('pubkeyauthoptions', 'What hardware keys must prove: touch-required, verify-required or none.', ['none']),
  text('refuseconnection', 'Whether every connection is refused (of use in Match blocks).', 'no'),
  text(
    'rekeylimit',
    'Bytes and seconds after which session keys are renewed; 0 means the default of the cipher.',
    '0 0',
  ),
  int('requiredrsasize', 'Fewest bits of an RSA key that is accepted.', 1024),
  list('revokedkeys', 'Files of keys that are refused.', ['none']),
  text('securitykeyprovider', 'Library that talks to hardware keys.', 'internal'),
  list('setenv', 'Names of the variables that sshd sets in sessions; their values are not sent.', []),
  text('sshdauthpath', 'Program that authenticates users; the default depends on the build.'),
  text('sshdsessionpath', 'Program that serves sessions; the default depends on the build.'),
  text('streamlocalbindmask', 'Octal file mode mask of forwarded Unix sockets.', '0177'),
  text('streamlocalbindunlink', 'Whether an existing socket file is removed before forwarding.', 'no'),
  text('strictmodes', 'Whether keys are refused when others can write to them or the home directory.', 'yes'),
  list('subsystem', 'Subsystems with their commands.', []),
  text('syslogfacility', 'Facility of the system log.', 'AUTH'),
  text('tcpkeepalive', 'Whether TCP probes find dead connections.', 'yes'),
  text('trustedusercakeys', 'File of authorities whose certificates authenticate users.', 'none'),
  int('unusedconnectiontimeout', 'Seconds after which a connection without channels ends; 0 means never.', 0),
  text('usedns', 'Whether names of clients are looked up and checked.', 'no'),
  text('usepam', 'Whether PAM authenticates and opens sessions.', 'no'),
  text('versionaddendum', 'Text added to the version that sshd announces.', 'none'),
  int('x11displayoffset', 'First display number for X11 forwarding.', 10),
  text('x11forwarding', 'Whether X11 may be forwarded.', 'no'),
  text('x11uselocalhost', 'Whether forwarded displays listen on loopback only.', 'yes'),
  text('xauthlocation', 'The xauth program; the default depends on the build.'),
]

type Default = CatalogueEntry['default']

function entry(path: string, type: SettingType, about: string, standard: Default): CatalogueEntry {
  return standard === undefined ? { path, type, about } : { path, type, about, default: standard }
}

function text(path: string, about: string, standard?: string): CatalogueEntry {
  return entry(path, 'string', about, standard)
}

function int(path: string, about: string, standard: number): CatalogueEntry {
  return entry(path, 'int', about, standard)
}

function list(path: string, about: string, standard?: Default): CatalogueEntry {
  return entry(path, 'list', about, standard)
}
