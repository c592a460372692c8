import type { AlgorithmKind } from './algorithms.ts'
import type { ReadValue } from './values.ts'
import * as read from './values.ts'

/** How sshd takes a keyword. */
export interface Keyword {
  readonly read: ReadValue
  /**
   * Which of several lines counts: the first, the last, the first from a version on (before it the last), or all of
   * them together.
   */
  readonly counts: 'first' | 'last' | 'all' | { readonly firstFrom: string }
  /** Whether it may stand in a Match block; a version where that came later. */
  readonly inMatch: boolean | string
  /** The version that brought it, when that is newer than 8.2. */
  readonly since?: string
  /** Set for lists of algorithms. */
  readonly algorithms?: AlgorithmKind
  /** Only builds with a vendor's patches have it. */
  readonly patched?: true
}

const globalFlag: Keyword = { read: read.flag, counts: 'first', inMatch: false }
const flag: Keyword = { read: read.flag, counts: 'first', inMatch: true }
const path: Keyword = { read: read.path, counts: 'first', inMatch: true }
const globalPath: Keyword = { read: read.path, counts: 'first', inMatch: false }
const count: Keyword = { read: read.count, counts: 'first', inMatch: true }
const everyWord: Keyword = { read: read.words(), counts: 'all', inMatch: true }
const firstWords: Keyword = { read: read.words(), counts: 'first', inMatch: true }
const tcpForwarding: Keyword = {
  ...flag,
  read: read.word({ yes: 'yes', all: 'yes', no: 'no', remote: 'remote', local: 'local' }),
}
const patchedFlag: Keyword = { ...globalFlag, patched: true }

const logLevels = {
  ...read.same('SILENT', 'FATAL', 'ERROR', 'INFO', 'VERBOSE', 'DEBUG', 'DEBUG2', 'DEBUG3'),
  quiet: 'SILENT',
  debug1: 'DEBUG',
}
const facilities = read.same(
  ...['DAEMON', 'USER', 'AUTH', 'AUTHPRIV'],
  ...['LOCAL0', 'LOCAL1', 'LOCAL2', 'LOCAL3', 'LOCAL4', 'LOCAL5', 'LOCAL6', 'LOCAL7'],
)
const rootLogin = {
  ...read.same('yes', 'no', 'prohibit-password', 'forced-commands-only'),
  'without-password': 'prohibit-password',
}

function algorithms(kind: AlgorithmKind, inMatch: boolean): Keyword {
  return { read: read.algorithms(kind), counts: 'first', inMatch, algorithms: kind }
}

/** Every keyword with a value, as servconf.c of OpenSSH 8.2 to 10.2 has them; those with `patched` as Debian builds it. */
export const keywords: Readonly<Record<string, Keyword>> = {
  acceptenv: { ...everyWord, read: read.words((arg) => arg !== '' && !arg.includes('=')) },
  addressfamily: { ...globalFlag, read: read.word(read.same('any', 'inet', 'inet6')) },
  allowagentforwarding: flag,
  allowgroups: everyWord,
  allowstreamlocalforwarding: tcpForwarding,
  allowtcpforwarding: tcpForwarding,
  allowusers: everyWord,
  authenticationmethods: { ...firstWords, read: read.authenticationMethods },
  authorizedkeyscommand: { ...path, read: read.program },
  authorizedkeyscommanduser: path,
  authorizedkeysfile: firstWords,
  authorizedprincipalscommand: { ...path, read: read.program },
  authorizedprincipalscommanduser: path,
  authorizedprincipalsfile: path,
  banner: path,
  casignaturealgorithms: algorithms('authority', true),
  channeltimeout: { ...firstWords, since: '9.2' },
  chrootdirectory: path,
  ciphers: algorithms('cipher', false),
  clientalivecountmax: count,
  clientaliveinterval: { ...count, read: read.time },
  compression: { ...globalFlag, read: read.word({ yes: 'yes', delayed: 'yes', no: 'no' }) },
  debianbanner: patchedFlag,
  denygroups: everyWord,
  denyusers: everyWord,
  disableforwarding: flag,
  exposeauthinfo: flag,
  fingerprinthash: {
    read: read.word(read.same('MD5', 'SHA1', 'SHA256', 'SHA384', 'SHA512')),
    counts: 'last',
    inMatch: false,
  },
  forcecommand: { ...path, read: read.restOfLine },
  gatewayports: { ...flag, read: read.word(read.same('yes', 'no', 'clientspecified')) },
  gssapiauthentication: flag,
  gssapicleanupcredentials: globalFlag,
  gssapidelegatecredentials: { ...globalFlag, since: '10.3' },
  gssapikexalgorithms: {
    read: read.one((arg) => arg.split(',')),
    counts: 'first',
    inMatch: false,
    patched: true,
  },
  gssapikeyexchange: patchedFlag,
  gssapistorecredentialsonrekey: patchedFlag,
  gssapistrictacceptorcheck: globalFlag,
  hostbasedacceptedalgorithms: algorithms('key', true),
  hostbasedauthentication: flag,
  hostbasedusesnamefrompacketonly: flag,
  hostcertificate: { read: read.one((arg) => [arg]), counts: 'all', inMatch: false },
  hostkey: { read: read.one((arg) => [arg]), counts: 'all', inMatch: false },
  hostkeyagent: globalPath,
  hostkeyalgorithms: algorithms('key', false),
  ignorerhosts: { ...flag, read: read.word(read.same('yes', 'no', 'shosts-only')), inMatch: '8.3' },
  ignoreuserknownhosts: globalFlag,
  ipqos: { read: read.trafficClass, counts: { firstFrom: '10.1' }, inMatch: true },
  kbdinteractiveauthentication: flag,
  kerberosauthentication: flag,
  kerberosorlocalpasswd: globalFlag,
  kerberosticketcleanup: globalFlag,
  kexalgorithms: algorithms('kex', false),
  listenaddress: { read: read.listenAddress, counts: 'all', inMatch: false },
  logingracetime: { read: read.time, counts: 'first', inMatch: false },
  loglevel: { ...flag, read: read.word(logLevels) },
  logverbose: { ...firstWords, since: '8.5' },
  macs: algorithms('mac', false),
  maxauthtries: count,
  maxsessions: count,
  // Which line counts also depends on the version: see special.ts.
  maxstartups: { read: read.maxStartups, counts: 'first', inMatch: false },
  modulifile: { ...globalPath, since: '8.5' },
  pamservicename: { read: read.text, counts: 'first', inMatch: false, since: '9.8' },
  passwordauthentication: flag,
  permitemptypasswords: flag,
  permitlisten: { ...firstWords, read: read.permitListen },
  permitopen: { ...firstWords, read: read.permitOpen },
  permitrootlogin: { ...flag, read: read.word(rootLogin) },
  permittty: flag,
  // These words count in lower case only.
  permittunnel: {
    ...flag,
    read: read.one((arg) => (['yes', 'no', 'point-to-point', 'ethernet'].includes(arg) ? arg : undefined)),
  },
  permituserenvironment: { ...globalFlag, read: read.text },
  permituserrc: flag,
  persourcemaxstartups: {
    read: read.limitOrNone,
    counts: { firstFrom: '9.5' },
    inMatch: false,
    since: '8.5',
  },
  persourcenetblocksize: { read: read.netBlockSize, counts: { firstFrom: '10.1' }, inMatch: false, since: '8.5' },
  persourcepenalties: { read: read.penalties, counts: 'all', inMatch: false, since: '9.8' },
  persourcepenaltyexemptlist: { ...globalPath, since: '9.8' },
  pidfile: globalPath,
  port: { read: read.one(portList), counts: 'all', inMatch: false },
  printlastlog: globalFlag,
  printmotd: globalFlag,
  pubkeyacceptedalgorithms: algorithms('key', true),
  pubkeyauthentication: flag,
  pubkeyauthoptions: { ...firstWords, read: read.pubkeyAuthOptions },
  refuseconnection: { ...flag, since: '9.9' },
  rekeylimit: { ...flag, read: read.rekeyLimit },
  requiredrsasize: { ...count, since: '9.1' },
  revokedkeys: firstWords,
  securitykeyprovider: globalPath,
  setenv: { ...firstWords, read: read.variableNames },
  sshdauthpath: { ...globalPath, since: '10.0' },
  sshdsessionpath: { ...globalPath, since: '9.8' },
  streamlocalbindmask: { read: read.octalMask, counts: 'last', inMatch: true },
  streamlocalbindunlink: flag,
  strictmodes: globalFlag,
  subsystem: { read: read.subsystem, counts: 'all', inMatch: '9.5' },
  syslogfacility: { ...globalFlag, read: read.word(facilities) },
  tcpkeepalive: globalFlag,
  trustedusercakeys: path,
  unusedconnectiontimeout: { ...count, read: read.timeOrNone, since: '9.2' },
  usedns: globalFlag,
  usepam: globalFlag,
  versionaddendum: { read: read.restOfLine, counts: 'first', inMatch: false },
  x11displayoffset: count,
  x11forwarding: flag,
  x11uselocalhost: flag,
  xauthlocation: globalPath,
}

function portList(arg: string): number[] | undefined {
  const port = read.readPort(arg)
  return port === undefined ? undefined : [port]
}

/** Other names of keywords, with those that must not stand in a Match block although their keyword may. */
export const aliases: Readonly<Record<string, { readonly keyword: string; readonly globalOnly?: true }>> = {
  challengeresponseauthentication: { keyword: 'kbdinteractiveauthentication' },
  dsaauthentication: { keyword: 'pubkeyauthentication', globalOnly: true },
  gssapicleanupcreds: { keyword: 'gssapicleanupcredentials' },
  hostbasedacceptedkeytypes: { keyword: 'hostbasedacceptedalgorithms' },
  hostdsakey: { keyword: 'hostkey' },
  keepalive: { keyword: 'tcpkeepalive' },
  pubkeyacceptedkeytypes: { keyword: 'pubkeyacceptedalgorithms' },
  skeyauthentication: { keyword: 'kbdinteractiveauthentication' },
}

/** Names of the release before 8.7 for the setting that is `kbdinteractiveauthentication` since. */
export const challengeResponse: ReadonlySet<string> = new Set(['challengeresponseauthentication', 'skeyauthentication'])

/** What sshd accepts and ignores. True: also in a Match block. */
export const ignored: Readonly<Record<string, boolean>> = {
  afstokenpassing: false,
  authorizedkeysfile2: true,
  checkmail: false,
  gssapiusesessioncredcache: false,
  gssusesessionccache: false,
  kerberosgetafstoken: false,
  kerberostgtpassing: false,
  keyregenerationinterval: false,
  pamauthenticationviakbdint: false,
  permitblacklistedkeys: false,
  protocol: false,
  reversemappingcheck: false,
  rhostsauthentication: false,
  rhostsrsaauthentication: true,
  rsaauthentication: true,
  serverkeybits: false,
  uselogin: false,
  useprivilegeseparation: false,
  verifyreversemapping: false,
}

/** What only Red Hat's builds know. Nothing is said of them, and where Debian packaged sshd it refuses them. */
export const redHatOnly: ReadonlySet<string> = new Set([
  'gssapienablek5users',
  'kerberosuniqueccache',
  'kerberosusekuserok',
  'rsaminsize',
])
