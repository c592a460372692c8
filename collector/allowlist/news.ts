// What came since a person looked. Learning goes on while someone reviews: what is approved is what was seen, no more.
import type { Entry, ListenerEntry, Profile } from './profile.ts'
import { byText } from './sets.ts'

/** Most names in one sentence. */
const maxNames = 10

/**
 * Gives all that `after` has and `before` had not, or had with less to look at, the next number of the profile. The same
 * profile where there is nothing new to see: counts, times and places alone are none.
 */
export function withNews(before: Profile, after: Profile): Profile {
  const learned = before.learned + 1
  const entries = newsOf(before.entries, after.entries, (entry) => lookOf(entry))
  const listeners = newsOf(before.listeners, after.listeners, () => '')
  if (entries.length + listeners.length === 0) return after
  const numbered = <T>(items: readonly (readonly [string, T])[]) =>
    Object.fromEntries(items.map(([key, item]) => [key, { ...item, learned }]))
  return {
    ...{ ...after, learned },
    entries: { ...after.entries, ...numbered(entries) },
    listeners: { ...after.listeners, ...numbered(listeners) },
  }
}

/** Which of these entries and listeners, or of all, say more than they did at this number; sorted. */
export function since({ entries, listeners }: Profile, seen: number, keys?: readonly string[]): string[] {
  const all = keys ?? [...Object.keys(entries), ...Object.keys(listeners)]
  return all.filter((key) => !(((entries[key] ?? listeners[key])?.learned ?? 0) <= seen)).sort(byText)
}

/** The names in one sentence. */
export function newsText(keys: readonly string[]): string {
  const more = keys.length > maxNames ? ` and ${keys.length - maxNames} more` : ''
  return `came since it was looked at: ${keys.slice(0, maxNames).join(', ')}${more}`
}

function newsOf<T extends Entry | ListenerEntry>(
  before: Readonly<Record<string, T>>,
  after: Readonly<Record<string, T>>,
  look: (item: T) => string,
): [string, T][] {
  return Object.entries(after).filter(([key, item]) => {
    const known = before[key]
    return known === undefined || (known !== item && look(known) !== look(item))
  })
}

/** What an approval stands for: the files, and what speaks against them. */
function lookOf({ digests, uids, capabilities, creators, marks }: Entry): string {
  const files = Object.entries(digests).map(([digest, { images }]) => [digest, images])
  return JSON.stringify([files, uids, capabilities, creators, marks])
}
