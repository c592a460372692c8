import { expect, test } from 'vitest'
import { installedVersion, unpackedPackages, upstreamVersion } from '../../../agent/parse/dpkg.ts'

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

test('packages whose files are there, by their names with and without the architecture', () => {
  const paragraph = (name: string, state: string, architecture: string, version: string) =>
    `Package: ${name}\nStatus: install ok ${state}\nArchitecture: ${architecture}\nVersion: ${version}\n`
  const text = [
    paragraph('libc6', 'installed', 'amd64', '2.36'),
    paragraph('libc6', 'unpacked', 'i386', '2.37'),
    paragraph('half', 'half-installed', 'amd64', '1'),
    paragraph('left', 'config-files', 'amd64', '1'),
    paragraph('docs', 'triggers-pending', 'all', '1:2'),
    'Package: nothing\nStatus: install ok installed\n',
  ].join('\n')
  expect([...unpackedPackages(text)]).toEqual([
    ['libc6', { architecture: 'i386', version: '2.37' }],
    ['libc6:amd64', { architecture: 'amd64', version: '2.36' }],
    ['libc6:i386', { architecture: 'i386', version: '2.37' }],
    ['docs', { architecture: 'all', version: '1:2' }],
    ['docs:all', { architecture: 'all', version: '1:2' }],
  ])
  expect(unpackedPackages('').size).toBe(0)
})
