import { expect, test } from 'vitest'
import { podOwner } from '../../../agent/parse/podowner.ts'

test.each([
  ['web-7d9c5b8f6-x2k4p', 'web'],
  ['web-api-6d4b75cb6d-hv8zq', 'web-api'],
  ['kube-proxy-x7k2p', 'kube-proxy'],
  ['backup-29384756-xk2lp', 'backup'],
  ['postgres-0', 'postgres'],
  ['postgres-12', 'postgres'],
  ['etcd-node-1', 'etcd'],
  ['kube-apiserver-node-1', 'kube-apiserver'],
  ['hello', 'hello'],
  ['my-state', 'my-state'],
  ['coredns', 'coredns'],
  ['-0', '-0'],
])('%s is of %s', (pod, owner) => {
  expect(podOwner(pod, 'node-1')).toBe(owner)
})

test('without the name of the node', () => {
  expect(podOwner('etcd-cp-7', '')).toBe('etcd-cp')
})
