import { expect, test } from 'vitest'
import { installedVersion, upstreamVersion } from '../../../agent/parse/dpkg.ts'

const database = `Package: kubelet
Status: install ok installed
Version: 1.36.3-1.1
Description: node agent
 Package: fake
 Version: 9

Package: kubelet-tools
Status: install ok installed
Version: 2

Package: removed
Status: deinstall ok config-files
Version: 3

Package: half
Status: install ok half-configured
Version: 4

Package: held
Status: hold ok installed
Version: 1:5.0-2`

test.each([
  ['kubelet', '1.36.3-1.1'],
  ['held', '1:5.0-2'],
  ['removed', undefined],
  ['half', undefined],
  ['fake', undefined],
  ['tools', undefined],
  ['', undefined],
])('%s', (name, version) => {
  expect(installedVersion(database, name)).toBe(version)
})

test.each([
  ['1.36.3-1.1', '1.36.3'],
  ['5:27.3.1-1~debian.12~bookworm', '27.3.1'],
  ['1:9.2p1-2+deb12u7', '9.2p1'],
  ['2.0-rc1-3', '2.0-rc1'],
  ['1.0', '1.0'],
])('%s', (version, upstream) => {
  expect(upstreamVersion(version)).toBe(upstream)
})
