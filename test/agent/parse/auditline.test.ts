import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseAuditLine } from '../../../agent/parse/auditline.ts'
import { auditLine } from '../../support/auditlog.ts'
import { runs } from '../../support/property.ts'

const parse = (text: string) => parseAuditLine(Buffer.from(text))

test('a refused request', () => {
  expect(parse(auditLine())).toEqual({
    ...{ code: 403, user: 'eve', source: '10.0.0.9', asked: 'list secrets' },
    ...{ request: 'a-1 2026-11-21T10:00:00.123456Z', time: Date.parse('2026-11-21T10:00:00.123Z') },
  })
})

test.each<[string, Record<string, unknown>, object]>([
  ['nobody', { user: {}, responseStatus: { code: 401 }, stage: 'ResponseStarted' }, { code: 401, user: '' }],
  ['no user at all', { user: undefined }, { user: '' }],
  // What headers say stands before the address of the connection.
  ['headers with other addresses', { sourceIPs: ['1.2.3.4', '10.0.0.9'] }, { source: '10.0.0.9' }],
  ['no address', { sourceIPs: [] }, { source: '' }],
  ['addresses that are none', { sourceIPs: 'x' }, { source: '' }],
  [
    'a subresource',
    { verb: 'create', objectRef: { resource: 'pods', subresource: 'exec' } },
    { asked: 'create pods/exec' },
  ],
  [
    'no resource: the path without its query',
    { objectRef: undefined, requestURI: '/metrics?token=x' },
    { asked: 'list /metrics' },
  ],
  ['a time that is none', { requestReceivedTimestamp: 'x' }, { time: undefined, request: 'a-1 x' }],
  ['long texts', { user: { username: 'u'.repeat(5000) } }, { user: 'u'.repeat(256) }],
])('%s', (_name, over, expected) => {
  expect(parse(auditLine(over))).toMatchObject(expected)
})

test.each<[string, string, 'none' | undefined]>([
  ['a request that was allowed', auditLine({ responseStatus: { code: 200 } }), undefined],
  ['one without an answer yet', auditLine({ responseStatus: undefined, stage: 'RequestReceived' }), undefined],
  ['a code in a body', auditLine({ responseStatus: { code: 200 }, requestObject: { code: 403 } }), undefined],
  ['the older form', '2026-11-21T10:00:00Z AUDIT: id="x" response="403"', 'none'],
  ['a line that is cut', auditLine().slice(0, -1), 'none'],
  ['an empty line', '', 'none'],
])('%s is none', (_name, line, expected) => {
  expect(parse(line)).toBe(expected)
})

test('any line gives an answer, whose texts are bounded', () => {
  const text = fc.oneof(
    fc.string(),
    fc.json(),
    fc
      .json()
      .map((json) => `{"code":403,"responseStatus":{"code":403},"user":${json},"sourceIPs":${json},"verb":${json}}`),
  )
  fc.assert(
    fc.property(text, (line) => {
      const parsed = parse(line)
      if (parsed === undefined || parsed === 'none') return
      for (const each of [parsed.user, parsed.source, parsed.asked]) expect(each.length).toBeLessThanOrEqual(256)
    }),
    runs(300),
  )
})
