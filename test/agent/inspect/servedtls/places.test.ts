import { expect, test } from 'vitest'
import { denied, failed, seen } from '../../../../agent/host/look.ts'
import type { OwnNetwork } from '../../../../agent/host/ownnetwork.ts'
import {
  addressesFor,
  componentPlaces,
  distinct,
  kubeletPlaces,
  listedPlaces,
} from '../../../../agent/inspect/servedtls/places.ts'
import { known, unknown } from '../../../../proto/value.ts'

const source = 'flag'

test('of an etcd: addresses with TLS, for clients and for peers', () => {
  const endpoints = [
    { name: 'client', address: 'https://10.0.0.5:2379', tls: true, source },
    { name: 'client', address: 'http://127.0.0.1:2379', tls: false, source },
    { name: 'client', address: 'unixs://etcd.sock:0', tls: true, source },
    { name: 'metrics', address: 'https://[::1]:2381', tls: true, source },
    { name: 'peer', address: 'https://10.0.0.5:2380', tls: true, source },
  ]
  expect(distinct(componentPlaces('etcd', endpoints))).toEqual([
    { name: 'tcp/10.0.0.5:2379', component: 'etcd', role: 'serving', source, host: '10.0.0.5', port: 2379 },
    { name: 'tcp/10.0.0.5:2380', component: 'etcd', role: 'peer', source, host: '10.0.0.5', port: 2380 },
    { name: 'tcp/[::1]:2381', component: 'etcd', role: 'serving', source, host: '::1', port: 2381 },
  ])
})

test('of a kubelet, unless one of both cannot be told', () => {
  const [address, port] = [known('address', '0.0.0.0', { source: 'default' }), known('port', 10250, { source })]
  expect(kubeletPlaces({ configuration: [address, port] })).toEqual([
    {
      name: 'tcp/0.0.0.0:10250',
      component: 'kubelet',
      role: 'serving',
      source: 'default, flag',
      host: '0.0.0.0',
      port: 10250,
    },
  ])
  expect(kubeletPlaces({ configuration: [address, unknown('port', 'x', source)] })).toEqual([])
  expect(kubeletPlaces({})).toEqual([])
})

test('ports that the operator lists, where no component serves', () => {
  const own = componentPlaces('kube-apiserver', [{ name: 'secure', address: '0.0.0.0:6443', tls: true, source }])
  expect(listedPlaces([8443, 6443, 8443], own)).toEqual([
    { name: 'tcp/*:8443', component: '', role: 'serving', source: 'liveTlsPorts', host: '', port: 8443 },
  ])
})

const inside: OwnNetwork = { shared: seen(true), addresses: seen(['10.0.0.5', '10.244.0.1']) }
const outside: OwnNetwork = { ...inside, shared: seen(false) }
const unsure: OwnNetwork = { shared: denied('permission denied'), addresses: failed('EIO') }
const copy: OwnNetwork = { shared: failed('a copy'), addresses: failed('a copy') }
const away = failed("not reachable from the agent's network")

test.each([
  ['127.0.0.1', inside, seen(['127.0.0.1'])],
  ['::1', inside, seen(['::1'])],
  ['localhost', inside, seen(['127.0.0.1'])],
  ['', inside, seen(['127.0.0.1', '::1', '10.0.0.5'])],
  ['0.0.0.0', inside, seen(['127.0.0.1', '::1', '10.0.0.5'])],
  ['0.0.0.0', { ...inside, addresses: failed('EIO') }, seen(['127.0.0.1', '::1'])],
  ['10.244.0.1', inside, seen(['10.244.0.1'])],
  ['10.0.0.6', inside, failed('10.0.0.6 is no address of this node')],
  ['10.0.0.5', unsure, failed("the node's addresses: EIO")],
  ['fe80::1%eth0', inside, failed('fe80::1%eth0 is no address of this node')],
  ['127.0.0.1', outside, away],
  ['localhost', outside, away],
  ['::', outside, seen(['10.0.0.5'])],
  ['10.0.0.5', outside, seen(['10.0.0.5'])],
  ['::', { ...outside, addresses: seen([]) }, failed('the node has no address but loopback')],
  ['127.0.0.1', unsure, failed("whether the agent is in the node's network: permission denied")],
  ['::', unsure, failed("the node's addresses: EIO")],
  ['::', copy, failed("the node's addresses: a copy")],
  ['cp-1.example.org', inside, failed('a name is not looked up')],
] satisfies [string, OwnNetwork, object][])('where %s is tried: %#', (host, network, expected) => {
  const place = { name: '', component: '', role: 'serving', source, host, port: 1 } as const
  expect(addressesFor(place, network)).toEqual(expected)
})
