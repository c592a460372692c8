import { describe, expect, test } from 'vitest'
import type { StoredEvent } from '../../collector/store/store.ts'
import { kindOf } from '../../proto/eventkind.ts'
import { type EventMessage, v1 } from '../../proto/index.ts'
import { compare } from './compare.ts'
import { happen, type Ledger, notePromised, noteTold, openLedger } from './ledger.ts'

const spoolId = 'spool-a'

function stored(event: EventMessage, spool = spoolId): StoredEvent {
  const seq = Number(event.seq)
  const about = { nodeId: 'node', spoolId: spool, time: 0, receivedTime: 0, sequence: seq }
  return { ...about, seq, kind: kindOf(event), bytes: v1.Event.encode(event).finish() }
}

const gap = (fromSeq: number, toSeq: number): EventMessage => ({
  seq: toSeq,
  gap: { fromSeq, toSeq, count: toSeq - fromSeq + 1, reason: 'the spool was full' },
})

/** A node where five things happened, all told and promised, and what a store holds of that. */
function given(): { ledger: Ledger; events: EventMessage[]; hashes: Map<string, string> } {
  const ledger = openLedger('node')
  const events = [1, 2, 3, 4, 5].map((seq) => ({ ...happen(ledger, 0), seq }))
  noteTold(ledger, spoolId, events)
  notePromised(ledger, spoolId, 5)
  ledger.domains.set('files', 'aa')
  return { ledger, events, hashes: new Map([['files', 'aa']]) }
}

function differences(change: (of: ReturnType<typeof given>) => StoredEvent[] | undefined): readonly string[] {
  const all = given()
  const events = change(all) ?? all.events.map((each) => stored(each))
  return compare(all.ledger, { events, hashes: all.hashes }).differences
}

test('what was told is there', () => {
  expect(differences(() => undefined)).toEqual([])
})

describe('differences', () => {
  test.each<[string, RegExp, Parameters<typeof differences>[0]]>([
    [
      'an event is missing',
      /3 to 3 where 2 comes next/,
      ({ events }) => events.toSpliced(1, 1).map((each) => stored(each)),
    ],
    [
      'an event is there twice',
      /event 2 is there 2 times/,
      ({ events }) => [...events, events[1]!].map((each) => stored(each)),
    ],
    [
      'an event is there under two spools',
      /event 2 is there 2 times/,
      ({ events }) => [...events.map((each) => stored(each)), stored({ ...events[1], seq: 1 }, 'spool-b')],
    ],
    [
      'the last ones are missing',
      /5 was acknowledged, and 3 is the last/,
      ({ events }) => events.slice(0, 3).map((each) => stored(each)),
    ],
    [
      'another event stands in its place',
      /spool spool-a, 2: stored is 3, told was 2/,
      ({ events }) => [events[0]!, { ...events[2], seq: 2 }, ...events.slice(2)].map((each) => stored(each)),
    ],
    [
      'an event was changed on its way',
      /spool spool-a, 2: stored is 0/,
      ({ events }) => events.map((each) => stored(each.seq === 2 ? { ...each, flap: { domain: 'soak2' } } : each)),
    ],
    [
      'a gap that nobody told',
      /stored is -2, told was 2/,
      ({ events }) => [events[0]!, gap(2, 2), ...events.slice(2)].map((each) => stored(each)),
    ],
    [
      'a domain is old',
      /files: the agent has bb, the store aa/,
      ({ ledger }) => void ledger.domains.set('files', 'bb'),
    ],
    [
      'a domain is not there',
      /ssh: the agent has aa, the store none/,
      ({ ledger }) => void ledger.domains.set('ssh', 'aa'),
    ],
    ['a domain is too many', /ssh: the agent has none, the store aa/, ({ hashes }) => void hashes.set('ssh', 'aa')],
  ])('%s', (_, words, change) => {
    expect(differences(change).join('\n')).toMatch(words)
  })
})

test('a gap that the agent told accounts for as many as are missing', () => {
  const { ledger, events, hashes } = given()
  noteTold(ledger, spoolId, [gap(2, 3)])
  const there = [events[0]!, gap(2, 3), ...events.slice(3)].map((each) => stored(each))
  expect(compare(ledger, { events: there, hashes })).toMatchObject({
    differences: [],
    stored: 3,
    inGaps: 2,
    missing: 2,
  })
  happen(ledger, 0)
  expect(compare(ledger, { events: there, hashes }).differences.join()).toMatch(
    /3 events are missing .* gaps stand for 2/,
  )
})

test('what was in the memory of a process that was killed may be missing, when the collector noted that', () => {
  const { ledger, events, hashes } = given()
  happen(ledger, 0)
  ledger.forfeited.add(6)
  const there = events.map((each) => stored(each))
  const lost = stored({ seq: 0, gap: { fromSeq: 6, toSeq: 0, count: 0, reason: 'another spool' } })
  expect(compare(ledger, { events: [...there, lost], hashes })).toMatchObject({
    differences: [],
    lostSpools: 1,
    missing: 1,
  })
  notePromised(ledger, 'spool-b', 0)
  expect(compare(ledger, { events: there, hashes }).differences.join()).toMatch(/no gap says so/)
})
