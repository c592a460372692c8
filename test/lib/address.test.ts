import { expect, test } from 'vitest'
import { addressSchema, splitAddress } from '../../lib/address.ts'

test.each([
  ['127.0.0.1:7440', '127.0.0.1', '127.0.0.1', 7440],
  ['[::1]:0', '[::1]', '::1', 0],
  ['collector.merlon.svc:443', 'collector.merlon.svc', 'collector.merlon.svc', 443],
])('%s', (text, written, host, port) => {
  expect(addressSchema.parse(text)).toBe(text)
  expect(splitAddress(text)).toEqual({ written, host, port })
})

test.each(['', 'host', ':1', '::1:7440', 'host:65536', 'host:x', 'a b:1', 'http://host:1'])(
  '%j is no address',
  (text) => {
    expect(addressSchema.safeParse(text).success).toBe(false)
  },
)
