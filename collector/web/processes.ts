import type { EntryView, ListenerView, ProfileView, SummaryView, ViolationView } from '../report/profileview.ts'
import type { Filter } from './filter.ts'
import { counted, severityOrder } from './words.ts'

export type ProfileState = SummaryView['state']
export type Criterion = ProfileView['criteria'][number]
/** What is decided upon: a program, or a place where one waits for connections. */
export type Item = EntryView | ListenerView

/** What waits for a person first. */
export const profileStates: readonly ProfileState[] = ['review', 'learning', 'alerting']

export const profileStateWords: Readonly<Record<ProfileState, string>> = {
  review: 'to review',
  learning: 'learning',
  alerting: 'in force',
}

const criterionWords: Readonly<Record<string, string>> = {
  'wall-time': 'Time to learn',
  'quiet-time': 'Time without a new program',
  'loss-free-time': 'Time without a loss',
  starts: 'Starts seen from the beginning',
  coverage: 'Where it was seen',
  termination: 'Ends seen',
  'scheduled-work': 'Scheduled work seen',
}

export function criterionWord(name: string): string {
  return criterionWords[name] ?? name
}

/** `20.5 of 24 hours`; what cannot be told is said so. */
export function amountOf({ have, required, unit }: Criterion): string {
  if (have === undefined || required === undefined) return 'cannot be told'
  return `${have} of ${required} ${required === 1 ? unit.replace(/s$/, '') : unit}`
}

const tagWords: Readonly<Record<string, string>> = {
  memfd: 'runs from memory alone',
  deleted: 'its file is deleted',
  'long-path': 'its path is too long for the kernel to tell',
  'forged-name': 'its name is made to be misread',
  drift: 'written after the container began',
  'writable-directory': 'everyone may write to its directory',
  volume: 'lies on a volume',
  tmpfs: 'lies in memory (tmpfs)',
  'writable-file': 'others may write to the file',
  setuid: 'runs as its owner (setuid)',
  setgid: 'runs as its group (setgid)',
  'host-unpackaged': 'belongs to no package of the host',
  'unknown-layer': 'where it comes from is not known',
  'login-session': 'started by somebody who logged in',
  'exec-session': 'started from outside its container',
  'inline-script': 'runs code from its command line or input',
  'wide-capabilities': 'has more rights than containers have by default',
  'root-among-users': 'runs as root, the others do not',
  'several-digests': 'one path, several files in one image',
  'no-digest': 'its file was never read',
  rare: 'was seen in one place only',
  wide: 'open to other machines',
  'network-tool': 'is called like a network tool',
}

/** What a tag says. */
export function tagWord(tag: string): string {
  return tagWords[tag] ?? tag
}

const kindWords: Readonly<Record<string, string>> = {
  memfd: 'Program in memory',
  deleted: 'Program without a file',
  'long-path': 'Path that hides the start',
  'forged-name': 'Forged name',
  'changed-on-host': 'Changed without its package',
  drift: 'Written after the container began',
  'writable-directory': 'From a directory that everyone may write',
  denied: 'Denied program',
  'changed-binary': 'Changed program',
  'renamed-binary': 'Renamed program',
  'unexpected-process': 'Unexpected program',
  loss: 'Not everything was seen',
}

/** What a kind of violation is called. */
export function kindWord(kind: string): string {
  return kindWords[kind] ?? kind
}

/** A loss counts what was not seen. */
export function howOften({ kind, count }: Pick<ViolationView, 'kind' | 'count'>): string {
  return kind === 'loss' ? `${count.toLocaleString('en')} lost` : counted(count, 'time')
}

/** What a profile is about: its name first, then where that is. */
export function placeOf(id: string): { readonly name: string; readonly where: string } {
  const [kind = '', ...parts] = id.split('/')
  if (kind === 'host' && parts.length === 2) {
    const [pool, unit = ''] = parts
    return { name: unit, where: pool ? `host, pool ${pool}` : 'host' }
  }
  if (kind === 'workload' && parts.length === 4) {
    const [namespace, owner, name, container] = parts
    return { name: `${namespace}/${name}`, where: `${owner}, container ${container}` }
  }
  return { name: id, where: '' }
}

export function isOpen({ status }: Pick<Item, 'status'>): boolean {
  return status === 'observed' || status === 'candidate'
}

/** A program with its script. */
export function programOf({ path, script }: Partial<Pick<ViolationView, 'path' | 'script'>>): string {
  return script ? `${path} ${script}` : (path ?? '')
}

export function isProgram(item: Item): item is EntryView {
  return 'path' in item
}

export function nameOf(item: Item): string {
  if (isProgram(item)) return programOf(item)
  const { executable, protocol, scope, port } = item
  return `${executable} on ${protocol} port ${port} (${scope})`
}

/** Why it is worth a look, the worst first. */
export function tagsOf(item: Item): readonly string[] {
  if (isProgram(item)) return item.tags
  const isWide = item.scope === 'wildcard' || item.scope === 'public'
  return [...(isWide ? ['wide'] : []), ...(item.bulk ? [] : ['rare'])]
}

/** Why these may not be approved in one step; empty where they may. */
export function groupRefusal(items: readonly Item[]): string {
  const first = items.find((each) => isProgram(each) && each.hard)
  if (first) return `${nameOf(first)} breaks a hard rule: ${tagsOf(first).map(tagWord).join(', ')}.`
  const guarded = items.filter((each) => !each.bulk)
  const [one] = guarded
  if (!one || items.length < 2) return ''
  const tags = tagsOf(one)
  const why = tags.length > 0 ? tags.map(tagWord).join(', ') : 'what people start by hand'
  const others = guarded.length > 1 ? ` So must ${guarded.length - 1} more of these.` : ''
  return `${nameOf(one)} must be approved by itself: ${why}.${others}`
}

/** Why the profile cannot be put in force now; empty where it can. */
export function enforceRefusal({ state, open }: ProfileView): string {
  if (state === 'learning') return 'It still learns: what is missing is below, and each can be waived by name.'
  if (open > 0) return `${open} ${open === 1 ? 'entry is' : 'entries are'} neither approved nor denied nor ignored.`
  return ''
}

/** Files of approved programs that came with another image, which nobody approved yet. */
export function changedFiles({ items }: ProfileView): number {
  return items.filter(
    ({ status, layer, digests, approved }) =>
      status === 'approved' && layer === 'image-lower' && digests.some((digest) => !approved.includes(digest)),
  ).length
}

/** The profiles that the filter shows: what waits for a person first, then by what there is to look at. */
export function selectProfiles(
  profiles: readonly SummaryView[],
  { text, kind }: Pick<Filter, 'text'> & { readonly kind: string },
): SummaryView[] {
  const words = wordsOf(text)
  return profiles
    .filter(({ id, state }) => (kind === '' || state === kind) && holds(id, words))
    .sort(
      (a, b) =>
        profileStates.indexOf(a.state) - profileStates.indexOf(b.state) ||
        (b.tagged ?? 0) - (a.tagged ?? 0) ||
        b.open - a.open,
    )
}

/** The violations that the filter shows, worst first, then newest first. */
export function selectViolations(
  violations: readonly ViolationView[],
  { text, severities, kind }: Pick<Filter, 'text' | 'severities'> & { readonly kind: string },
): ViolationView[] {
  const words = wordsOf(text)
  return violations
    .filter(
      (each) =>
        (severities.length === 0 || severities.includes(each.severity)) &&
        (kind === '' || each.kind === kind) &&
        holds(`${each.kind}\n${each.profile}\n${programOf(each)}\n${each.reason}\n${each.pod ?? ''}`, words),
    )
    .sort(
      (a, b) =>
        severityOrder.indexOf(a.severity) - severityOrder.indexOf(b.severity) ||
        Date.parse(b.lastTime) - Date.parse(a.lastTime),
    )
}

/** The question whose answer holds all that is shown of violations. */
export function violationsQuestion({ seen, profile }: { readonly seen: boolean; readonly profile: string }): string {
  const params = new URLSearchParams()
  if (!seen) params.set('acknowledged', 'false')
  if (profile) params.set('profile', profile)
  return params.toString()
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean)
}

function holds(text: string, words: readonly string[]): boolean {
  const all = text.toLowerCase()
  return words.every((word) => all.includes(word))
}
