import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openHost } from '../../../../agent/host/host.ts'
import type { Process } from '../../../../agent/host/proc.ts'
import { isAtLeast, isSameMinor, kubeletVersion } from '../../../../agent/inspect/kubelet/version.ts'
import { goProgram } from '../../../support/goprogram.ts'
import { type HostSpec, makeHost } from '../../../support/host.ts'

const dpkg = (version: string, status = 'install ok installed') =>
  `Package: kubeadm\nStatus: install ok installed\nVersion: 9.9.9-1\n\nPackage: kubelet\nStatus: ${status}\nVersion: ${version}\n\nPackage: x\n`

async function versionOf(exe: string, files: HostSpec['files'] = {}, program?: readonly string[]) {
  const root = makeHost({
    files: { ...files, ...(program && { [exe]: '' }) },
    processes: [{ pid: 7, argv: ['kubelet'], exe }],
  })
  if (program) writeFileSync(join(root, exe), goProgram(program))
  const host = openHost(root)
  return kubeletVersion(host, host.proc.named('kubelet')[0] as Process)
}

test('the build info of the program is the first to say it', async () => {
  const files = { '/var/lib/dpkg/status': dpkg('1.30.0-1.1') }
  expect(await versionOf('/usr/bin/kubelet', files, ['mod\tk8s.io/kubernetes\tv1.36.3\th1:x='])).toEqual({
    value: 'v1.36.3',
    source: 'build info of /usr/bin/kubelet',
  })
  const settings = [
    'mod\tk8s.io/kubernetes\t(devel)\t',
    'build\t-ldflags="-X k8s.io/component-base/version.gitVersion=v1.29.3-eks-a5df82a"',
  ]
  expect(await versionOf('/usr/bin/kubelet', files, settings)).toEqual({
    value: 'v1.29.3-eks-a5df82a',
    source: 'build info of /usr/bin/kubelet',
  })
  expect(await versionOf('/usr/bin/kubelet', files, ['mod\tk8s.io/kubernetes\t(devel)\t'])).toEqual({
    value: 'v1.30.0',
    source: 'package kubelet 1.30.0-1.1 (/var/lib/dpkg/status)',
  })
})

test.each([
  ['/var/lib/minikube/binaries/v1.34.0/kubelet', 'v1.34.0'],
  ['/var/lib/rancher/rke2/data/v1.33.1-rke2r1-0123456789ab/bin/kubelet', 'v1.33.1'],
])('the path %s says it', async (exe, value) => {
  expect(await versionOf(exe)).toEqual({ value, source: `path ${exe}` })
})

test('a package that is removed, or of another program, says nothing', async () => {
  const nothing = (exe: string) => ({ source: '', unknown: `neither ${exe} nor a package names it` })
  const removed = { '/var/lib/dpkg/status': dpkg('1.30.0-1.1', 'deinstall ok config-files') }
  expect(await versionOf('/usr/bin/kubelet', removed)).toEqual(nothing('/usr/bin/kubelet'))
  const installed = { '/var/lib/dpkg/status': dpkg('1.30.0-1.1') }
  expect(await versionOf('/opt/kubelet', installed)).toEqual(nothing('/opt/kubelet'))
})

test('Bottlerocket names it in its variant', async () => {
  const files = { '/etc/os-release': 'ID=bottlerocket\nVARIANT_ID=aws-k8s-1.29\n' }
  expect(await versionOf('/usr/bin/kubelet', files)).toEqual({
    value: 'v1.29',
    source: 'VARIANT_ID in /etc/os-release',
  })
})

test('a program that was replaced is not the one that runs', async () => {
  const files = { '/var/lib/dpkg/status': dpkg('1.36.3-1.1') }
  expect(await versionOf('/usr/bin/kubelet (deleted)', files)).toEqual({
    source: '',
    unknown: '/usr/bin/kubelet was replaced or removed after the kubelet started',
  })
})

test.each([
  ['v1.27.0', '1.27', true],
  ['v1.26.15', '1.27', false],
  ['v1.100.0', '1.27', true],
  ['v2.0.0', '1.27', true],
  ['v1.29', '1.29', true],
  ['v1.36.3', '0', true],
])('%s is at least %s: %s', (version, from, answer) => expect(isAtLeast(version, from)).toBe(answer))

test('the same minor version', () => {
  expect(isSameMinor('v1.36.3', '1.36')).toBe(true)
  expect(isSameMinor('v1.37.0', '1.36')).toBe(false)
})
