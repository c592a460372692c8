import fc from 'fast-check'
import { expect, test } from 'vitest'
import { interfacesOf, parseAddresses6, parseRoutes } from '../../../agent/parse/interfaces.ts'
import { runs } from '../../support/property.ts'

// As Linux 6.18 writes them.
const head = 'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n'
const row = (name: string, network: string, gateway: string, mask: string) =>
  `${name}\t${network}\t${gateway}\t0001\t0\t0\t0\t${mask}\t0\t0\t0\n`
const routes =
  head +
  row('eth0', '00000000', '0100000A', '00000000') +
  row('eth0', '0000000A', '00000000', '000000FF') +
  row('cni0', '0002000A', '00000000', '00FFFFFF') +
  row('eth1', '0003000A', '00000000', '00FFFFFF') +
  row('eth2', '0003000A', '00000000', '00FFFFFF')
const addresses =
  'fe8000000000000000fc00fffe000001 04 40 20 80     eth0\nfd000000000000000000000000000002 04 40 00 82  veth1\n'
const links = [...parseRoutes(routes, 'little'), ...parseAddresses6(addresses)]

test.each([
  ['10.9.9.9', ['eth0']],
  ['10.0.2.1', ['cni0']],
  ['10.0.3.1', ['eth1', 'eth2']],
  ['192.0.2.1', []],
  ['::ffff:10.0.2.1', ['cni0']],
  ['fe80::fc:ff:fe00:1', ['eth0']],
  ['fd00::2', ['veth1']],
  ['fd00::3', []],
  ['nonsense', []],
])('%s is on %j', (address, names) => {
  expect(interfacesOf(address, links)).toEqual(names)
})

test('words of a big-endian machine', () => {
  const [link] = parseRoutes(head + row('eth0', '0A000000', '00000000', 'FF000000'), 'big')
  expect(link).toEqual({ name: 'eth0', network: [10, 0, 0, 0], bits: 8 })
})

test('any text is read', () => {
  const text = fc.oneof(
    fc.string(),
    fc.array(fc.constantFrom('eth0', '\t', '\n', '0000000A', '00000000', ' 04 40 20 80 ')).map((each) => each.join('')),
  )
  fc.assert(
    fc.property(text, (each) => {
      for (const { bits, network } of [...parseRoutes(each), ...parseAddresses6(each)])
        expect(bits).toBeLessThanOrEqual(network.length * 8)
    }),
    runs(200),
  )
})
