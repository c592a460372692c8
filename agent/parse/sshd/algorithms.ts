import { newestKnownSshd } from '../../../proto/catalogue/sshd.ts'
import { matchesPattern } from './glob.ts'
import { isBefore, type Release } from './version.ts'

/** What a list of algorithms is about. */
export type AlgorithmKind = 'cipher' | 'mac' | 'kex' | 'key' | 'authority'

const macs = ['hmac-sha1', 'hmac-sha1-96', 'hmac-sha2-256', 'hmac-sha2-512', 'hmac-md5', 'hmac-md5-96']
const umacs = ['umac-64', 'umac-128']
const signatures = [
  'ssh-ed25519',
  'sk-ssh-ed25519@openssh.com',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'sk-ecdsa-sha2-nistp256@openssh.com',
  'webauthn-sk-ecdsa-sha2-nistp256@openssh.com',
  'ssh-dss',
  'ssh-rsa',
  'rsa-sha2-256',
  'rsa-sha2-512',
]

/** Every name that a release from 8.2 to 10.2 knows, in the order of `ssh -Q`, which decides what a pattern expands to. */
const known: Readonly<Record<AlgorithmKind, readonly string[]>> = {
  cipher: [
    '3des-cbc',
    'aes128-cbc',
    'aes192-cbc',
    'aes256-cbc',
    'rijndael-cbc@lysator.liu.se',
    'aes128-ctr',
    'aes192-ctr',
    'aes256-ctr',
    'aes128-gcm@openssh.com',
    'aes256-gcm@openssh.com',
    'chacha20-poly1305@openssh.com',
  ],
  mac: [
    ...macs,
    ...umacs.map((name) => `${name}@openssh.com`),
    ...[...macs, ...umacs].map((name) => `${name}-etm@openssh.com`),
  ],
  kex: [
    'diffie-hellman-group1-sha1',
    'diffie-hellman-group14-sha1',
    'diffie-hellman-group14-sha256',
    'diffie-hellman-group16-sha512',
    'diffie-hellman-group18-sha512',
    'diffie-hellman-group-exchange-sha1',
    'diffie-hellman-group-exchange-sha256',
    'ecdh-sha2-nistp256',
    'ecdh-sha2-nistp384',
    'ecdh-sha2-nistp521',
    'curve25519-sha256',
    'curve25519-sha256@libssh.org',
    'sntrup4591761x25519-sha512@tinyssh.org',
    'sntrup761x25519-sha512',
    'sntrup761x25519-sha512@openssh.com',
    'mlkem768x25519-sha256',
  ],
  key: signatures.flatMap((name) => (name.startsWith('webauthn') ? [name] : [name, certificateOf(name)])),
  authority: signatures,
}

function certificateOf(name: string): string {
  return `${name.replace('@openssh.com', '')}-cert-v01@openssh.com`
}

/** Names that came or went between 8.2 and 10.2, with the version that brought or dropped them. */
const lifetimes: Readonly<Record<string, { readonly from?: string; readonly until?: string }>> = {
  'mlkem768x25519-sha256': { from: '9.9' },
  'rijndael-cbc@lysator.liu.se': { until: '8.5' },
  'sntrup4591761x25519-sha512@tinyssh.org': { until: '8.5' },
  'sntrup761x25519-sha512@openssh.com': { from: '8.5' },
  'ssh-dss': { until: '10.0' },
  'ssh-dss-cert-v01@openssh.com': { until: '10.0' },
}

/** The names that a release knows, in its order. */
function knownTo(kind: AlgorithmKind, release: Release): readonly string[] {
  const patterns = kind === 'key' || kind === 'authority'
  const all = patterns && isBefore(release, '9.2') ? olderKeys(kind) : known[kind]
  return all.filter((name) => {
    const { from, until } = lifetimes[name] ?? {}
    if (from !== undefined && isBefore(release, from)) return false
    return until === undefined || isBefore(release, until) !== false
  })
}

/** Before 9.2 keys were listed in another order: elliptic curves last, and most certificates behind all keys. */
function olderKeys(kind: 'key' | 'authority'): readonly string[] {
  const rsa = ['ssh-rsa', 'rsa-sha2-256', 'rsa-sha2-512', 'ssh-dss']
  const curves = signatures.filter((name) => name.includes('ecdsa'))
  const [edwards, others] = [
    ['ssh-ed25519', 'sk-ssh-ed25519@openssh.com'],
    [...rsa, ...curves],
  ]
  if (kind === 'authority') return [...edwards, ...others]
  const certified = others.filter((name) => !name.startsWith('webauthn'))
  return [...edwards.flatMap((name) => [name, certificateOf(name)]), ...others, ...certified.map(certificateOf)]
}

/** Why sshd refuses the list, or undefined. What is taken from the default is not looked at, as in sshd. */
export function wrongAlgorithm(kind: AlgorithmKind, written: string, release: Release): string | undefined {
  // A release that is not known may have names that are not known.
  if (release.version === undefined || !isBefore(release, next(newestKnownSshd))) return undefined
  if (written.startsWith('-')) return undefined
  const patterns = kind === 'key' || kind === 'authority'
  const names = knownTo(kind, release)
  return written
    .replace(/^[+^]/, '')
    .split(',')
    .find((name) => !names.some((each) => each === name || (patterns && matchesPattern(each, name))))
}

function next(version: string): string {
  const [major, minor] = version.split('.')
  return `${major}.${Number(minor) + 1}`
}

/**
 * The list that comes of what is written: `+` appends to the default, `-` removes from it, `^` puts first and adds what
 * the default lacks, anything else replaces it. Patterns are expanded, repeated names dropped (kex_assemble_names).
 */
export function assembleAlgorithms(
  kind: AlgorithmKind,
  written: string,
  standard: readonly string[],
  release: Release,
): string[] {
  const names = written.replace(/^[-+^]/, '').split(',')
  const known = knownTo(kind, release)
  const expanded = names.flatMap((name) => expand(known, name))
  if (written.startsWith('+')) return [...new Set([...standard, ...expanded])]
  if (written.startsWith('^')) return [...new Set([...expanded, ...standard])]
  if (!written.startsWith('-')) return [...new Set(expanded)]
  return standard.filter((each) => !names.some((name) => matchesPattern(each, name)))
}

/** Whether the list cannot be told without the default. */
export function needsDefault(written: string): boolean {
  return /^[-+^]/.test(written)
}

function expand(known: readonly string[], name: string): readonly string[] {
  return /[*?]/.test(name) ? known.filter((each) => matchesPattern(each, name)) : [name]
}
