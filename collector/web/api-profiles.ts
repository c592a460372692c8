import type { Decision, Imported } from '../profiles.ts'
import type { EventView } from '../report/eventview.ts'
import type { ProfileView, SummaryView, ViolationView } from '../report/profileview.ts'
import type { ViolationCounts } from '../store/profiles.ts'
import { ask, loadPages, tell } from './api.ts'

/** As many profiles as a collector keeps, and how many violations and events a browser is made to hold. */
const mostProfiles = 10_000
export const mostViolations = 2000
export const mostEvents = 500

/** What is decided, as it is sent; `until` is RFC 3339. */
export type Deed = Pick<Decision, 'action' | 'value' | 'exception' | 'reason'> & {
  readonly keys?: readonly string[]
  readonly until?: string
}

const path = (id: string) => `/api/v1/profiles/${encodeURIComponent(id)}`

export async function loadProfiles(signal: AbortSignal): Promise<readonly SummaryView[]> {
  const { items } = await loadPages<SummaryView>('/api/v1/profiles', { items: 'profiles', most: mostProfiles }, signal)
  return items
}

export function loadProfile(id: string, signal: AbortSignal): Promise<ProfileView> {
  return ask(path(id), signal)
}

/** Decides upon what is seen. An ApiError of status 409 says that it cannot be decided so, and why. */
export function decide(id: string, upon: { version: number; seen: number }, deed: Deed): Promise<ProfileView> {
  return tell(`${path(id)}/decide`, { ...deed, ...upon })
}

export async function exportProfile(id: string): Promise<string> {
  return (await ask<{ yaml: string }>(`${path(id)}/export`, new AbortController().signal)).yaml
}

/** Says what would change. */
export function compareProfile(yaml: string): Promise<Imported> {
  return tell('/api/v1/import', { yaml })
}

/** Changes it, where it is still at the version that it was compared with. */
export function importProfile(yaml: string, version: number): Promise<Imported> {
  return tell('/api/v1/import', { yaml, apply: true, version })
}

/** Newest first. */
export function loadViolations(question: string, signal: AbortSignal) {
  return loadPages<ViolationView>('/api/v1/violations', { items: 'violations', question, most: mostViolations }, signal)
}

export function loadViolation(id: string, signal: AbortSignal): Promise<ViolationView> {
  return ask(`/api/v1/violations/${encodeURIComponent(id)}`, signal)
}

export function loadCounts(signal: AbortSignal): Promise<ViolationCounts> {
  return ask('/api/v1/violations/counts', signal)
}

export function acknowledge(id: string, note: string): Promise<object> {
  return tell(`/api/v1/violations/${encodeURIComponent(id)}/acknowledge`, { note })
}

/** Newest first. */
export function loadEvents(question: string, signal: AbortSignal) {
  return loadPages<EventView>('/api/v1/events', { items: 'events', question, most: mostEvents }, signal)
}
