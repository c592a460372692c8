import { expect, test } from 'vitest'
import { damagedText, replicaText } from '../../../collector/report/storageview.ts'

test('a database that was put aside: when, where, what is missing, what to do', () => {
  const file = '/var/lib/merlon/merlon.db.damaged-2026-11-21T19-42-12-123Z\u001b[2J'
  const text = damagedText({ file, time: '2026-11-21T19:42:12.123Z', bytes: 3 * 2 ** 20 })
  expect(text).toContain('put aside on 2026-11-21T19:42:12Z as /var/lib/merlon/merlon.db.damaged-2026')
  expect(text).toContain('(3.0 MiB)')
  expect(text).toContain('`merlon restore`')
  expect(text).not.toContain('\u001b')
})

test.each<[Parameters<typeof replicaText>[0], string]>([
  [{ used: true, behindSeconds: 1 }, 'read from a replica that is at most 1 second behind'],
  [{ used: true, behindSeconds: 0 }, 'read from a replica that is at most 0 seconds behind'],
  [
    { used: true, reason: 'it follows nobody' },
    'read from a replica; how far behind it is is not known (it follows nobody)',
  ],
  [{ used: false, reason: 'away' }, 'read from the primary: the replica cannot be used (away)'],
])('a replica %j', (replica, text) => {
  expect(replicaText(replica)).toBe(text)
})
