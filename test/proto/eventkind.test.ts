import { expect, test } from 'vitest'
import { eventKinds, kindOf } from '../../proto/eventkind.ts'
import { v1 } from '../../proto/index.ts'

test('kinds are the fields that say what happened', () => {
  expect(eventKinds).toEqual(['gap', 'flap', 'process', 'container', 'trace', 'audit', 'duplicateIdentity', 'unknown'])
})

test('an event is of the kind whose field is set, also after it was sent', () => {
  for (const kind of eventKinds.filter((each) => each !== 'unknown')) {
    expect(kindOf({ [kind]: {} })).toBe(kind)
    expect(kindOf(v1.Event.decode(v1.Event.encode({ seq: 1, [kind]: {} }).finish()))).toBe(kind)
  }
  expect(kindOf({ seq: 1 })).toBe('unknown')
})
