import type { SshKeysFact } from '../../../proto/index.ts'
import type { Accounts } from '../../host/accounts.ts'
import type { Host } from '../../host/host.ts'
import { failed, type Look, seen, why } from '../../host/look.ts'
import { readPrivateKeyFile, readPublicKeyFile, type SshKey } from '../../parse/sshkey.ts'
import type { Place } from './places.ts'

export type HostKeyFact = NonNullable<SshKeysFact['hostKeys']>[number]

/** Largest key file that is read, in bytes: OpenSSH's own limit. */
const keyLimit = 1024 * 1024

/** A key that is there; nothing for one that is not: sshd goes without. */
export async function hostKeyOf(
  host: Host,
  accounts: Accounts,
  { path, foundBy }: Place,
): Promise<HostKeyFact | undefined> {
  const state = await host.root.stat(path)
  if (state.status === 'absent') return undefined
  const source = `state of ${path}`
  const { look, from } = await publicPart(host, path)
  const key =
    look.status === 'observed'
      ? {
          type: { value: look.value.type, source: from },
          bits: { value: look.value.bits, source: from },
          fingerprint: { value: look.value.fingerprint, source: from },
        }
      : unknownKey({ source: from, unknown: why(look) })
  if (state.status !== 'observed') {
    const unknown = { source, unknown: state.reason }
    return { path, foundBy, ...key, mode: unknown, uid: unknown }
  }
  const { mode, uid, gid } = state.value
  return {
    ...{ path, foundBy, ...key, group: accounts.group(gid) },
    mode: { value: mode.toString(8).padStart(4, '0'), source },
    uid: { value: uid, source },
  }
}

function unknownKey(unknown: { source: string; unknown: string }) {
  return { type: unknown, bits: unknown, fingerprint: unknown }
}

/** What sshd proves to have is the private key: its public part stands in the clear. Older formats have it beside them. */
async function publicPart(host: Host, path: string): Promise<{ look: Look<SshKey>; from: string }> {
  const own = await host.root.read(path, keyLimit)
  const key = own.status === 'observed' ? readPrivateKeyFile(own.value.bytes) : undefined
  if (key !== undefined) return { look: seen(key), from: `public part of ${path}` }
  const from = `file ${path}.pub`
  const beside = await host.root.read(`${path}.pub`, keyLimit)
  if (beside.status !== 'observed') return { look: beside, from }
  const other = readPublicKeyFile(beside.value.bytes.toString())
  return { look: other === undefined ? failed('is no public key') : seen(other), from }
}
