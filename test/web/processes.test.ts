import { expect, test } from 'vitest'
import { hardKinds } from '../../collector/allowlist/match.ts'
import { criterionNames } from '../../collector/allowlist/readiness.ts'
import { tags } from '../../collector/allowlist/review.ts'
import type {
  EntryView,
  ListenerView,
  ProfileView,
  SummaryView,
  ViolationView,
} from '../../collector/report/profileview.ts'
import {
  amountOf,
  changedFiles,
  criterionWord,
  enforceRefusal,
  groupRefusal,
  howOften,
  kindWord,
  placeOf,
  selectProfiles,
  selectViolations,
  tagWord,
  violationsQuestion,
} from '../../collector/web/processes.ts'

const entry = (over: Partial<EntryView> = {}): EntryView => ({
  ...{ key: 'k', path: '/bin/a', layer: 'host-packaged', status: 'candidate', tags: [], bulk: true, hard: false },
  ...{ digests: [], approved: [], uids: [], creators: [], seen: 1, nodes: 1, pods: 0, nodeIds: [] },
  ...{ starts: 0, seenInStarts: 0, learned: 0, ...over },
})
const listener: ListenerView = {
  ...{ key: 'l', executable: 'nginx', protocol: 'tcp', scope: 'wildcard', port: 80, status: 'candidate' },
  ...{ bulk: false, seen: 1, nodes: 1, pods: 0, learned: 0 },
}
const summary = (over: Partial<SummaryView>): SummaryView => ({
  ...{ id: 'host//a', state: 'learning', version: 1, learningTime: '', nodes: 1, entries: 1, open: 1 },
  ...{ autoApprove: false, incomplete: false, ...over },
})

test('every tag, criterion and hard rule has words of its own', () => {
  const words = [...tags.map(tagWord), ...criterionNames.map(criterionWord), ...hardKinds.map(kindWord)]
  expect(words.filter((each) => !each.includes(' '))).toEqual([])
  expect(tagWord('of a later version')).toBe('of a later version')
})

test.each([
  ['host//ssh.service', 'ssh.service', 'host'],
  ['host/gpu/a%2Fb.service', 'a%2Fb.service', 'host, pool gpu'],
  ['workload/shop/Deployment/web/app', 'shop/web', 'Deployment, container app'],
  ['another/kind', 'another/kind', ''],
])('%s is %s in %s', (id, name, where) => {
  expect(placeOf(id)).toEqual({ name, where })
})

test.each<[string, (EntryView | ListenerView)[], string]>([
  ['nothing', [], ''],
  ['what warns of nothing', [entry(), entry()], ''],
  ['one alone, whatever it warns of', [entry({ tags: ['rare'], bulk: false })], ''],
  [
    'one with a warning among others',
    [entry(), entry({ path: '/bin/b', tags: ['rare'], bulk: false })],
    '/bin/b must be approved by itself: was seen in one place only.',
  ],
  [
    'several with warnings, listeners too',
    [listener, entry({ tags: ['rare'], bulk: false })],
    'nginx on tcp port 80 (wildcard) must be approved by itself: open to other machines, was seen in one place only. So must 1 more of these.',
  ],
  [
    'what people start by hand',
    [entry({ bulk: false }), entry({ bulk: false })],
    '/bin/a must be approved by itself: what people start by hand. So must 1 more of these.',
  ],
  [
    'a hard rule, alone too',
    [entry({ tags: ['memfd'], hard: true })],
    '/bin/a breaks a hard rule: runs from memory alone.',
  ],
])('a group of %s', (_name, items, expected) => {
  expect(groupRefusal(items)).toBe(expected)
})

const profile = (over: Partial<ProfileView>): ProfileView => ({
  ...{ ...summary({ state: 'review', open: 0 }), flags: [], criteria: [], items: [], listeners: [] },
  ...{ learned: 0, patterns: [], exceptions: [], history: [] },
  ...over,
})

test.each([
  ['ready', {}, ''],
  ['open', { open: 1 }, '1 entry is neither approved nor denied nor ignored.'],
  ['learning', { state: 'learning', open: 1 }, expect.stringContaining('still learns')],
] as const)('a profile that is %s is put in force, or why not', (_name, over, expected) => {
  expect(enforceRefusal(profile(over))).toEqual(expected)
})

test('files that changed with the image are counted: approved programs of the image with a file nobody approved', () => {
  const changed = entry({ status: 'approved', layer: 'image-lower', digests: ['a', 'b'], approved: ['a'] })
  const items = [changed, entry({ ...changed, approved: ['a', 'b'] }), entry({ ...changed, layer: 'volume' })]
  expect(changedFiles(profile({ items }))).toBe(1)
})

test.each([
  [{ have: 20.5, required: 24, unit: 'hours' }, '20.5 of 24 hours'],
  [{ have: 0, required: 1, unit: 'boots' }, '0 of 1 boot'],
  [{ unit: 'jobs' }, 'cannot be told'],
])('%j is said as %s', (given, expected) => {
  expect(amountOf({ name: 'x', met: false, waived: false, ...given })).toBe(expected)
})

test('what waits for a person stands first, then what warns most', () => {
  const all = [
    summary({ id: 'host//in-force', state: 'alerting', open: 9 }),
    summary({ id: 'host//few', state: 'review', open: 9, tagged: 1 }),
    summary({ id: 'host//learns' }),
    summary({ id: 'host//many', state: 'review', open: 3, tagged: 3 }),
  ]
  const shown = (text = '', kind = '') => selectProfiles(all, { text, kind }).map(({ id }) => id.slice(6))
  expect(shown()).toEqual(['many', 'few', 'learns', 'in-force'])
  expect(shown('', 'learning')).toEqual(['learns'])
  expect(shown('HOST few')).toEqual(['few'])
})

test('violations are selected by severity, kind and words, the worst first', () => {
  const violation = (over: Partial<ViolationView>): ViolationView => ({
    ...{ id: 'a', profile: '', kind: 'denied', severity: 'low', reason: '', count: 1, firstTime: '' },
    ...{ lastTime: '2026-01-01T00:00:00Z', receivedTime: '', nodes: [], allowed: [], creators: [], marks: [] },
    ...{ commandLine: [], listeners: [], ...over },
  })
  const all = [
    violation({ id: 'old' }),
    violation({ id: 'new', lastTime: '2026-01-02T00:00:00Z', path: '/bin/nc' }),
    violation({ id: 'worst', severity: 'critical', kind: 'loss', count: 3 }),
  ]
  const shown = (over: object = {}) =>
    selectViolations(all, { text: '', severities: [], kind: '', ...over }).map(({ id }) => id)
  expect(shown()).toEqual(['worst', 'new', 'old'])
  expect(shown({ severities: ['low'] })).toEqual(['new', 'old'])
  expect(shown({ kind: 'loss' })).toEqual(['worst'])
  expect(shown({ text: 'denied NC' })).toEqual(['new'])
  expect(all.map(howOften)).toEqual(['1 time', '1 time', '3 lost'])
  expect(violationsQuestion({ seen: false, profile: 'host//a' })).toBe('acknowledged=false&profile=host%2F%2Fa')
  expect(violationsQuestion({ seen: true, profile: '' })).toBe('')
})
