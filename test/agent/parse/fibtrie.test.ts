import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseDefaultInterface, parseOwnAddresses } from '../../../agent/parse/fibtrie.ts'
import { runs } from '../../support/property.ts'

const trie = `Main:
  +-- 0.0.0.0/0 3 0 5
     |-- 0.0.0.0
        /0 universe UNICAST
     +-- 10.0.0.0/24 2 0 2
        |-- 10.0.0.0
           /24 link UNICAST
        |-- 10.0.0.5
           /32 host LOCAL
        |-- 10.0.0.255
           /32 link BROADCAST
Local:
  +-- 0.0.0.0/0 3 0 5
     +-- 10.0.0.0/24 2 0 2
        |-- 10.0.0.5
           /32 host LOCAL
     +-- 127.0.0.0/8 2 0 2
        |-- 127.0.0.0
           /8 host LOCAL
        |-- 127.0.0.1
           /32 host LOCAL
`

test('addresses of the machine, and not those of networks, broadcast or gateways', () => {
  expect(parseOwnAddresses(trie)).toEqual(['10.0.0.5', '127.0.0.1'])
})

test.each([
  ['', []],
  ['           /32 host LOCAL\n', []],
  ['  |-- 300.1.1.1\n     /32 host LOCAL\n', []],
  ['  |-- 1.2.3\n     /32 host LOCAL\n', []],
])('what is no table has none: %j', (text, expected) => expect(parseOwnAddresses(text)).toEqual(expected))

const head = 'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n'

test.each([
  ['one', `${head}eth0\t00000000\t0100000A\t0003\t0\t0\t0\t00000000\t0\t0\t0\n`, 'eth0'],
  [
    'the preferred one',
    `${head}wlan0\t00000000\t0100000A\t0003\t0\t0\t600\t00000000\t0\t0\t0\neth1\t00000000\t0100000A\t0003\t0\t0\t100\t00000000\t0\t0\t0\n`,
    'eth1',
  ],
  ['none', `${head}eth0\t0000000A\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0\n`, undefined],
  [
    'half of everything is not everything',
    `${head}tun0\t00000000\t00000000\t0001\t0\t0\t0\t00000080\t0\t0\t0\n`,
    undefined,
  ],
  ['no table', 'x', undefined],
])('interface of the default route: %s', (_, text, expected) => expect(parseDefaultInterface(text)).toBe(expected))

test('whatever the text is, the answer is addresses', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('  |-- 10.0.0.1', '/32 host LOCAL', '  |-- ::1', '\0', '')), (lines) => {
      expect(parseOwnAddresses(lines.join('\n')).every((each) => each === '10.0.0.1')).toBe(true)
    }),
    runs(200),
  )
})
