import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openHost } from '../../../../agent/host/host.ts'
import { apiServer } from '../../../../agent/inspect/apiserver.ts'
import { specOf } from '../../../support/controlplane.ts'
import { goProgram } from '../../../support/goprogram.ts'
import { type HostSpec, makeHost } from '../../../support/host.ts'

const program = '/usr/local/bin/kube-apiserver'
const look = (spec: HostSpec) => apiServer.inspect(openHost(makeHost(spec)))

test.each<[string, string[], string]>([
  ['its module', ['mod\tk8s.io/kubernetes\tv1.35.2'], 'v1.35.2'],
  [
    'the linker',
    ['mod\tk8s.io/kubernetes\t(devel)', 'build\t-ldflags="-X \'k8s.io/component-base/version.gitVersion=v1.34.1\'"'],
    'v1.34.1',
  ],
])('the version is that of the program, by %s', async (_, lines, version) => {
  const root = makeHost(specOf({ more: { files: { '/proc/7/root/usr/local/bin': { directory: true } } } }))
  writeFileSync(join(root, `proc/7/root${program}`), goProgram(lines))
  const seen = await apiServer.inspect(openHost(root))
  expect(seen.status === 'observed' && seen.fact.version).toEqual({
    value: version,
    source: `build info of ${program}`,
  })
})

test('a program of the node itself, and one that was replaced', async () => {
  const processes = [{ pid: 7, argv: [program], uid: 64 }]
  const root = makeHost({ processes })
  mkdirSync(join(root, 'usr/local/bin'), { recursive: true })
  writeFileSync(join(root, program), goProgram(['mod\tk8s.io/kubernetes\tv1.36.1']))
  const seen = await apiServer.inspect(openHost(root))
  expect(
    seen.status === 'observed' && [seen.fact.version, seen.fact.process?.container, seen.fact.process?.uid?.value],
  ).toEqual([{ value: 'v1.36.1', source: `build info of ${program}` }, '', 64])
  const gone = await look({ processes: [{ pid: 7, argv: [program], exe: `${program} (deleted)` }] })
  expect(gone.status === 'observed' && gone.fact.version).toEqual({
    source: '/proc/7/exe',
    unknown: `${program} was replaced or removed after the start`,
  })
})
