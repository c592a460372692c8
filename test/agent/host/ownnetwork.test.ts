import { readlinkSync } from 'node:fs'
import { expect, test } from 'vitest'
import { failed } from '../../../agent/host/look.ts'
import { addressesOf, ownNetwork } from '../../../agent/host/ownnetwork.ts'
import { openProc } from '../../../agent/host/proc.ts'
import { type HostSpec, makeHost } from '../../support/host.ts'

const local = (address: string) => `        |-- ${address}\n           /32 host LOCAL\n`
const trie = `Main:\n${['10.244.0.1', '10.0.0.5', '127.0.0.1', '169.254.1.1'].map(local).join('')}`
const route = `Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
eth0\t00000000\t0100000A\t0003\t0\t0\t100\t00000000\t0\t0\t0
eth0\t0000000A\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0
cni0\t0000F40A\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0
`
const six = `fd000000000000000000000000000005 02 40 00 80     eth0
fe800000000000000000000000000001 02 40 20 80     eth0
00000000000000000000000000000001 01 80 10 80       lo
`

function addresses(net: Readonly<Record<string, string>>) {
  const spec: HostSpec = { processes: [{ pid: 1, argv: ['/sbin/init'], net }] }
  return addressesOf(openProc(makeHost(spec)))
}

test("the node's addresses, that of the default route first; neither loopback nor link-local ones", () => {
  expect(addresses({ fib_trie: trie, route, if_inet6: six })).toEqual({
    status: 'observed',
    value: ['10.0.0.5', '10.244.0.1', 'fd00::5'],
  })
})

test('without routes and without IPv6 they are there, too', () => {
  expect(addresses({ fib_trie: trie })).toEqual({ status: 'observed', value: ['10.244.0.1', '10.0.0.5'] })
})

test('a node without the table, and one with a thousand addresses', () => {
  expect(addresses({})).toEqual({ status: 'absent' })
  const many = Array.from({ length: 1000 }, (_, at) => local(`10.1.${at >> 8}.${at & 255}`)).join('')
  const found = addresses({ fib_trie: many })
  expect(found.status === 'observed' && found.value).toHaveLength(64)
})

test('a copy of a node is not the node', () => {
  const root = makeHost({ processes: [{ pid: 1, argv: ['/sbin/init'], net: { fib_trie: trie }, network: 4026531840 }] })
  const copy = failed('the files are a copy: the node itself is elsewhere')
  expect(ownNetwork(root, openProc(root))).toEqual({ shared: copy, addresses: copy })
})

test('on this machine the networks are compared, and no answer is made up', () => {
  const proc = openProc('/')
  const { shared } = ownNetwork('/', proc)
  const first = proc.link('1/ns/net')
  const expected =
    first.status === 'observed'
      ? { status: 'observed', value: readlinkSync('/proc/self/ns/net') === first.value }
      : first
  expect(shared).toEqual(expected)
  const other = { ...proc, link: () => ({ status: 'observed' as const, value: 'net:[1]' }) }
  expect(ownNetwork('/', other).shared).toEqual({ status: 'observed', value: false })
})
