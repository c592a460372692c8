import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addressBytes, addressScope, addressText } from '../../../agent/parse/ipaddress.ts'
import { runs } from '../../support/property.ts'

const v4 = (text: string) => text.split('.').map(Number)
const v6 = (hex: string) => (hex.replaceAll(' ', '').match(/../g) ?? []).map((each) => Number.parseInt(each, 16))

test.each([
  ['0000 0000 0000 0000 0000 0000 0000 0000', '::', 'wildcard'],
  ['0000 0000 0000 0000 0000 0000 0000 0001', '::1', 'loopback'],
  ['0000 0000 0000 0000 0000 0000 0000 0002', '::2', 'public'],
  ['fe80 0000 0000 0000 0000 0000 0000 0001', 'fe80::1', 'link-local'],
  ['febf ffff 0000 0000 0000 0000 0000 0001', 'febf:ffff::1', 'link-local'],
  ['fec0 0000 0000 0000 0000 0000 0000 0001', 'fec0::1', 'public'],
  ['fc00 0000 0000 0000 0000 0000 0000 0001', 'fc00::1', 'private'],
  ['fdff 0000 0000 0000 0000 0000 0000 0001', 'fdff::1', 'private'],
  ['fe00 0000 0000 0000 0000 0000 0000 0001', 'fe00::1', 'public'],
  ['2001 0db8 0000 0000 0001 0000 0000 0001', '2001:db8::1:0:0:1', 'public'],
  ['2001 0db8 0000 0001 0001 0001 0001 0001', '2001:db8:0:1:1:1:1:1', 'public'],
  ['2001 0000 0000 0001 0000 0000 0000 0001', '2001:0:0:1::1', 'public'],
  ['2001 0db8 aaaa bbbb cccc dddd eeee 0000', '2001:db8:aaaa:bbbb:cccc:dddd:eeee:0', 'public'],
  ['2001 0db8 0000 0000 0000 0000 0000 0000', '2001:db8::', 'public'],
  ['0000 0000 0000 0000 0000 ffff 7f00 0001', '::ffff:127.0.0.1', 'loopback'],
  ['0000 0000 0000 0000 0000 ffff 0000 0000', '::ffff:0.0.0.0', 'wildcard'],
  ['0000 0000 0000 0000 0000 ffff 0808 0808', '::ffff:8.8.8.8', 'public'],
  ['0000 0000 0000 0000 0000 0000 7f00 0001', '::7f00:1', 'public'],
])('%s is %s, %s', (hex, text, scope) => {
  expect(addressText(v6(hex))).toBe(text)
  expect(addressScope(v6(hex))).toBe(scope)
})

test.each([
  ['0.0.0.0', 'wildcard'],
  ['0.0.0.1', 'public'],
  ['127.0.0.1', 'loopback'],
  ['127.255.255.255', 'loopback'],
  ['126.0.0.1', 'public'],
  ['128.0.0.1', 'public'],
  ['10.255.0.1', 'private'],
  ['11.0.0.1', 'public'],
  ['172.15.255.255', 'public'],
  ['172.16.0.0', 'private'],
  ['172.31.255.255', 'private'],
  ['172.32.0.0', 'public'],
  ['192.168.1.1', 'private'],
  ['192.169.0.1', 'public'],
  ['100.63.255.255', 'public'],
  ['100.64.0.0', 'private'],
  ['100.127.255.255', 'private'],
  ['100.128.0.0', 'public'],
  ['169.254.169.254', 'link-local'],
  ['169.253.0.1', 'public'],
  ['8.8.8.8', 'public'],
])('%s is %s, as itself and mapped into IPv6', (text, scope) => {
  expect(addressText(v4(text))).toBe(text)
  expect(addressScope(v4(text))).toBe(scope)
  expect(addressScope([...Array<number>(10).fill(0), 255, 255, ...v4(text)])).toBe(scope)
})

test('an address of IPv6 is written as a URL has it', () => {
  // Zeros are rare in random bytes, and they are what there is to get wrong.
  const group = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff }))
  fc.assert(
    fc.property(fc.array(group, { minLength: 8, maxLength: 8 }), (groups) => {
      const mapped = groups.slice(0, 5).every((each) => each === 0) && groups[5] === 0xffff
      fc.pre(!mapped)
      const bytes = groups.flatMap((each) => [each >> 8, each & 0xff])
      const url = new URL(`http://[${groups.map((each) => each.toString(16)).join(':')}]/`)
      expect(`[${addressText(bytes)}]`).toBe(url.hostname)
    }),
    runs(500),
  )
})

test.each<[string, string | undefined]>([
  ['0.0.0.0', '0.0.0.0'],
  ['127.000.000.001', '127.0.0.1'],
  ['::', '::'],
  ['::1', '::1'],
  ['FE80::0001', 'fe80::1'],
  ['1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8'],
  ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
  ['::ffff:10.0.0.1', '::ffff:10.0.0.1'],
  ['', undefined],
  ['localhost', undefined],
  ['1.2.3', undefined],
  ['1.2.3.256', undefined],
  ['1:2:3', undefined],
  ['1::2::3', undefined],
  ['1:2:3:4:5:6:7:8::', undefined],
  [':1', undefined],
  ['fe80::1%eth0', undefined],
  ['10.0.0.1::', undefined],
])('%j is read as %j', (text, expected) => {
  const bytes = addressBytes(text)
  expect(bytes && addressText(bytes)).toBe(expected)
})

test('what is written of an address is read as the same one', () => {
  const byte = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 255 }))
  const bytes = (length: number) => fc.array(byte, { minLength: length, maxLength: length })
  fc.assert(
    fc.property(fc.oneof(bytes(4), bytes(16)), (given) => {
      expect(addressBytes(addressText(given))).toEqual(given)
    }),
    runs(500),
  )
})
