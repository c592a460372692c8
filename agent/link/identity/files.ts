import { type CredentialFiles, type Credentials, readCredentials } from '../credentials.ts'
import type { Identity } from '../identity.ts'
import { openListeners } from './listeners.ts'

/** How often files are looked at for another certificate, in milliseconds. */
const lookInterval = 60_000

/** Files that someone else renews. They are read at each attempt, and looked at while a session is open. */
export function openFileIdentity(files: CredentialFiles, interval = lookInterval): Identity {
  const listeners = openListeners()
  let newest: Credentials | undefined
  /** Half-written files are those of before until the next look. */
  function look(): void {
    if (!newest) return
    const before = newest
    try {
      newest = readCredentials(files)
    } catch {
      return
    }
    if (!newest.cert.equals(before.cert)) listeners.tell()
  }
  const timer = setInterval(look, interval)
  timer.unref()
  return {
    credentials: async () => {
      newest = readCredentials(files)
      return newest
    },
    refused: () => undefined,
    ends: () => newest?.notAfter,
    subscribe: listeners.subscribe,
    stop: () => clearInterval(timer),
  }
}
