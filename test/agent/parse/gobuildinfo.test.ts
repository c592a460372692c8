import fc from 'fast-check'
import { expect, test } from 'vitest'
import { denied, seen } from '../../../agent/host/look.ts'
import { goBuildInfo } from '../../../agent/parse/gobuildinfo.ts'
import { goProgram } from '../../support/goprogram.ts'
import { runs } from '../../support/property.ts'

function reader(file: Buffer) {
  return async (offset: number, length: number) => seen(file.subarray(offset, offset + length))
}

const lines = [
  'path\tk8s.io/kubernetes/cmd/kubelet',
  'mod\tk8s.io/kubernetes\tv1.36.3\th1:abc=',
  'dep\tgithub.com/spf13/pflag\tv1.0.10\th1:def=',
  'build\t-ldflags="-X k8s.io/component-base/version.gitVersion=v1.36.3"',
]

test('the modules and settings of a program', async () => {
  expect(await goBuildInfo(reader(goProgram(lines)))).toEqual({
    modules: new Map([
      ['k8s.io/kubernetes', 'v1.36.3'],
      ['github.com/spf13/pflag', 'v1.0.10'],
    ]),
    settings: '-ldflags="-X k8s.io/component-base/version.gitVersion=v1.36.3"',
  })
})

test.each([
  ['no ELF file', Buffer.from('#!/bin/sh\n')],
  ['nothing', Buffer.alloc(0)],
  ['an ELF file of 32 bits', Buffer.from(goProgram(lines)).fill(1, 4, 5)],
  ['a Go older than 1.18', goProgram(lines, { flags: 0 })],
  ['a program of another language', goProgram(lines, { section: '.text' })],
  ['a file that is cut off', goProgram(lines).subarray(0, 200)],
])('%s has none', async (_, file) => expect(await goBuildInfo(reader(file))).toBeUndefined())

test('a file that cannot be read', async () => {
  expect(await goBuildInfo(async () => denied('permission denied'))).toBeUndefined()
})

test('damaged programs are read without throwing', async () => {
  const program = goProgram(lines)
  await fc.assert(
    fc.asyncProperty(fc.nat(program.length - 1), fc.nat(255), async (at, byte) => {
      const damaged = Buffer.from(program)
      damaged[at] = byte
      const info = await goBuildInfo(reader(damaged))
      expect(info === undefined || info.modules.size <= 2).toBe(true)
    }),
    runs(500),
  )
})
