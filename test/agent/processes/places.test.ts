import { expect, test } from 'vitest'
import { openPlaces } from '../../../agent/processes/places.ts'

const [one, two] = ['a'.repeat(64), 'b'.repeat(64)]
const pod = '7d0c2b44-93d5-4c3e-8f8b-5b1f7f0a6a12'
const inPod = (container: string) => `0::/kubepods/pod${pod}/${container}`

test('a container that was there at the first look is entered, one that comes later is begun, once', () => {
  const places = openPlaces('0::/init.scope', '/')
  expect(places.enters('', inPod(one), false)).toBe(false)
  places.scanned()
  expect(places.enters('0::/a.service', inPod(one), false)).toBe(true)
  expect(places.enters('0::/a.service', inPod(two), false)).toBe(false)
  expect(places.enters('0::/a.service', inPod(two), false)).toBe(true)
  // Within it nothing changes, and who leaves it is out.
  expect(places.enters(inPod(two), `${inPod(two)}/sub`, true)).toBe(true)
  expect(places.enters(inPod(two), '0::/a.service', true)).toBe(false)
})

test('a node that is a container itself begins where its first process is', () => {
  const node = `/system.slice/docker-${two}.scope`
  const places = openPlaces(`0::${node}/init.scope`, '/')
  expect(places.of(`0::${node}/system.slice/kubelet.service`)).toMatchObject({
    place: 'host',
    unit: 'kubelet.service',
    container: '',
  })
  expect(places.of(`0::${node}/kubelet/kubepods/burstable/pod${pod}/${one}`)).toMatchObject({ pod, container: one })
})

test('seen from a group of its own, paths are made whole', () => {
  const places = openPlaces('0::/../../../..', `/kubepods/burstable/pod${pod}/${one}`)
  expect(places.of(places.absolute(`0::/../${two}`))).toMatchObject({ pod, container: two })
  expect(places.of(places.absolute('0::/../../../../system.slice/a.service'))).toMatchObject({ unit: 'a.service' })
})

test('where the own group is hidden nothing is the host’s by chance', () => {
  const places = openPlaces('0::/../../../..', undefined)
  expect(places.of(places.absolute(`0::/../../x`)).place).toBe('unknown')
  expect(places.of('').place).toBe('unknown')
})

test.each([
  ['/usr/bin/runc', true],
  ['/usr/local/bin/containerd-shim-runc-v2', true],
  ['/usr/lib/systemd/systemd', true],
  ['/usr/bin/runcible', false],
  ['/usr/bin/bash', false],
])('%s makes processes for others: %s', (path, expected) => {
  expect(openPlaces('', '/').isRuntime(path)).toBe(expected)
})
