import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { licences, sbom } from '../../../deploy/image/sbom.ts'
import { version } from '../../../lib/version.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

test('a package is there with its version, its licence, and the hash of the lock file', () => {
  const document = JSON.parse(
    sbom(root, 'merlon-agent', [{ place: 'yaml' }, { place: '@grpc/grpc-js' }, { place: 'yaml' }]),
  )
  expect(document).toMatchObject({
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    metadata: { component: { name: 'merlon-agent', version } },
  })
  const names = document.components.map((each: { name: string }) => each.name)
  expect(names).toEqual(['@grpc/grpc-js', 'yaml'])
  for (const each of document.components) {
    expect(each.purl).toBe(`pkg:npm/${each.name.replace('@', '%40')}@${each.version}`)
    expect(each.licenses).toEqual([{ expression: expect.stringMatching(/^(Apache-2\.0|ISC)$/) }])
    expect(each.hashes).toEqual([{ alg: 'SHA-512', content: expect.stringMatching(/^[0-9a-f]{128}$/) }])
  }
})

test('the same packages give the same bytes: no times, no random numbers', () => {
  const components = [{ place: 'yaml' }, { place: 'pino' }]
  expect(sbom(root, 'x', components)).toBe(sbom(root, 'x', [...components].reverse()))
})

test('the licence of each package is kept with what is made of it', () => {
  const text = licences(root, [{ place: 'yaml' }])
  expect(text).toMatch(/^# Merlon /)
  expect(text).toMatch(/^# yaml \d+\.\d+\.\d+: ISC$/m)
  expect(text).toMatch(/Copyright Eemeli Aro/)
})
