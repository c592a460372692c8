// What tells a file that holds a secret, by its name and how it begins. Nothing of the secret leaves here.
import { posix } from 'node:path'

/** Bytes from the beginning of a file that are looked at. */
export const credentialPart = 65_536

/** What a file holds. */
export interface CredentialKind {
  readonly kind: string
  /** Of a private key, where it can be told. */
  readonly encrypted: 'yes' | 'no' | ''
}

type Check = (text: string) => string | undefined

/** Names, and what the text of a file with that name must have. A file may fit several. */
const checks: readonly (readonly [RegExp, Check])[] = [
  [/^id_[a-z0-9_-]+$|\.(pem|key|ppk)$|(rsa|dsa|ecdsa|ed25519)$|private|^identity$/i, privateKey],
  [/\.(p12|pfx|jks|keystore)$/i, () => 'keystore'],
  [/kubeconfig|kube.*\.(conf|ya?ml)$|^(super-)?admin\.conf$|^config$/i, kubeconfig],
  [/token|\.jwt$/i, jsonWebToken],
  [/^credentials$|^\.?aws/i, has(/^[ \t]*aws_secret_access_key\s*=\s*\S/im, 'aws-credentials')],
  // Google's console names a key after the project and the beginning of its id.
  [/(key|account|credential|secret|gcp|google|gke|adc|^sa).*\.json$|-[0-9a-f]{12}\.json$/i, googleKey],
  [
    /^(accessTokens|msal_token_cache|service_principal_entries)\.json$/i,
    has(/"(secret|refreshToken|accessToken|client_secret)"\s*:\s*"[^"]/i, 'azure-credentials'),
  ],
  [
    /^(config\.json|\.dockercfg|auth\.json|\.dockerconfigjson)$/,
    has(/"(auth|identitytoken)"\s*:\s*"[^"]/, 'registry-credentials'),
  ],
  [/^[._]netrc$/, has(/\bpassword\s+\S/, 'netrc')],
  [/^\.git-credentials$/, has(/:\/\/[^\s:@/]*:[^\s@/]+@/, 'git-credentials')],
  [/^\.npmrc$/, has(/(_authToken|_password|_auth)\s*=\s*["']?(?!\$\{)[^\s"']/, 'npm-token')],
  [/^\.pypirc$/, has(/^[ \t]*password\s*[:=]\s*\S/m, 'pypi-password')],
  [/^\.pgpass$/, has(/^(?!#)(?:[^:\n]*:){4}[^\s:]/m, 'pgpass')],
  [/^\.my(login)?\.cnf$/, has(/^[ \t]*password\s*=\s*\S/m, 'mysql-password')],
  [/^\.vault-token$/, has(/\S/, 'vault-token')],
  [/\.tfstate(\.backup)?$/, has(/"(resources|modules)"\s*:\s*\[\s*\{/, 'terraform-state')],
]

/** True for a name that a file with a secret may have. Ones with other names are not found. */
export function mayHoldCredential(name: string): boolean {
  const plain = withoutCopy(name)
  return !plain.endsWith('.pub') && checks.some(([names]) => names.test(plain))
}

/** What the file holds, by its path and how it begins; `undefined` where there is no secret. Never throws. */
export function readCredential(path: string, begin: Buffer): CredentialKind | undefined {
  const name = withoutCopy(posix.basename(path))
  const text = begin.toString('latin1')
  for (const [names, check] of checks) {
    const kind = names.test(name) ? check(text) : undefined
    if (kind !== undefined) return { kind, encrypted: kind === 'private-key' ? isEncrypted(text) : '' }
  }
  return undefined
}

/** The name of what people and editors copied: `id_rsa.bak` is a key as `id_rsa` is. */
function withoutCopy(name: string): string {
  return name.replace(/(\.(bak|backup|old|orig|save|\d{1,8})|~)$/i, '')
}

function has(expression: RegExp, kind: string): Check {
  return (text) => (expression.test(text) ? kind : undefined)
}

const opensshKey = /-----BEGIN OPENSSH PRIVATE KEY-----\s+([A-Za-z0-9+/]{40})/

function privateKey(text: string): string | undefined {
  return /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----|^PuTTY-User-Key-File-\d/m.test(text) ? 'private-key' : undefined
}

/** OpenSSH writes the cipher's name behind `openssh-key-v1` (PROTOCOL.key): `none` where there is no passphrase. */
function isEncrypted(text: string): 'yes' | 'no' {
  const openssh = opensshKey.exec(text)?.[1]
  if (openssh !== undefined) return Buffer.from(openssh, 'base64').toString('latin1', 19, 23) === 'none' ? 'no' : 'yes'
  if (/^PuTTY-User-Key-File/m.test(text)) return /^Encryption: none/m.test(text) ? 'no' : 'yes'
  return /BEGIN ENCRYPTED PRIVATE KEY|^Proc-Type: 4,ENCRYPTED/m.test(text) ? 'yes' : 'no'
}

function kubeconfig(text: string): string | undefined {
  // JSON has it anywhere in a line.
  if (!/(^[ \t]*|[{,]\s*)["']?kind["']?\s*:\s*["']?Config\b/m.test(text)) return undefined
  return /["']?(client-key-data|client-key|token|tokenFile|password|auth-provider)["']?\s*:\s*["']?[^\s"']/.test(text)
    ? 'kubeconfig'
    : undefined
}

/** Three parts of base64url, the first two JSON objects. Those of Kubernetes say so. */
function jsonWebToken(text: string): string | undefined {
  const payload = /^\s*eyJ[\w-]{10,}\.(eyJ[\w-]{10,})\.[\w-]{20,}\s*$/.exec(text)?.[1]
  if (payload === undefined) return undefined
  return Buffer.from(payload, 'base64url').includes('kubernetes') ? 'service-account-token' : 'token'
}

function googleKey(text: string): string | undefined {
  const isKey = /"type"\s*:\s*"service_account"/.test(text) && /"private_key"\s*:\s*"[^"]/.test(text)
  const isUser = /"type"\s*:\s*"authorized_user"/.test(text) && /"refresh_token"\s*:\s*"[^"]/.test(text)
  return isKey || isUser ? 'gcp-credentials' : undefined
}
