import { expect, test } from 'vitest'
import { openRoot } from '../../../agent/host/root.ts'
import { openPodNames, readPodNames } from '../../../agent/processes/podnames.ts'
import { type HostSpec, makeHost } from '../../support/host.ts'

const pod = '7d0c2b44-93d5-4c3e-8f8b-5b1f7f0a6a12'
const fixed = '5c2a1d5e8b7f4a0c9d3e6f1a2b4c6d8e'
const id = 'a'.repeat(64)
const files: NonNullable<HostSpec['files']> = {
  [`/var/log/pods/shop_web-0.x_${pod}/app/0.log`]: '',
  [`/var/log/pods/kube-system_etcd-node_${fixed}/etcd/0.log`]: '',
  [`/var/log/containers/web-0.x_shop_app-${id}.log`]: '',
  '/var/log/pods/not a pod/x': '',
  [`/var/log/pods/a_b_c_${pod}/x`]: '',
  [`/var/log/containers/bad_${id}.log`]: '',
  '/var/lib/kubelet/pods/11111111-1111-1111-1111-111111111111/x': '',
}

test('names of pods and containers, also of static ones', async () => {
  const names = await readPodNames(openRoot(makeHost({ files })))
  expect(names.nameOf(pod, id)).toEqual({ namespace: 'shop', pod: 'web-0.x', container: 'app' })
  expect(names.nameOf(pod, 'b'.repeat(64))).toEqual({ namespace: 'shop', pod: 'web-0.x', container: '' })
  expect(names.nameOf(fixed, '')).toEqual({ namespace: 'kube-system', pod: 'etcd-node', container: '' })
  expect(names.nameOf('x', id)).toEqual({ namespace: '', pod: '', container: '' })
  expect([pod, '11111111-1111-1111-1111-111111111111', 'x'].map(names.has)).toEqual([true, true, false])
})

test('a node without a kubelet, and directories that may not be read', async () => {
  expect((await readPodNames(openRoot(makeHost({})))).nameOf(pod, id).pod).toBe('')
  expect((await readPodNames(openRoot('/nonexistent'))).has(pod)).toBe(false)
})

test('a pod that comes later is found, but not looked for at every turn', async () => {
  const root = makeHost({})
  let [time, looks] = [10_000, 0]
  const names = openPodNames(
    () => {
      looks += 1
      return openRoot(looks > 1 ? makeHost({ files }) : root)
    },
    () => time,
  )
  expect((await names.nameOf(pod, id)).pod).toBe('')
  expect((await names.nameOf(pod, id)).pod).toBe('')
  expect(looks).toBe(1)
  time += 2000
  expect((await names.nameOf(pod, id)).pod).toBe('web-0.x')
  time += 10_000
  expect((await names.nameOf(pod, id)).container).toBe('app')
  expect(looks).toBe(2)
})
