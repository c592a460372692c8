import fc from 'fast-check'
import { expect, test } from 'vitest'
import { configuredOf, effectiveFiles, parseSysctl, plainValue, sysctlPath } from '../../../agent/parse/sysctl.ts'
import { runs } from '../../support/property.ts'

test.each([
  ['net.ipv4.ip_forward = 1', 'net.ipv4.ip_forward', '1'],
  ['net/ipv4/ip_forward=1', 'net.ipv4.ip_forward', '1'],
  ['net/ipv4/conf/eth0.100/rp_filter = 2', 'net.ipv4.conf.eth0/100.rp_filter', '2'],
  ['  -kernel.sysrq\t=  0  ', 'kernel.sysrq', '0'],
  ['kernel.printk = 4\t4 1  7', 'kernel.printk', '4 4 1 7'],
  ['kernel.core_pattern=|/bin/x a=b', 'kernel.core_pattern', '|/bin/x a=b'],
  ['vm.swappiness =', 'vm.swappiness', ''],
  ['-net.ipv4.conf.all.rp_filter', 'net.ipv4.conf.all.rp_filter', undefined],
])('the line %j', (text, name, value) => {
  expect(parseSysctl(`# first\n${text}\n`)).toEqual([{ name, value, line: 2 }])
})

test.each(['', '# a = 1', '; a = 1', 'no assignment', '= 1'])('%j says nothing', (text) => {
  expect(parseSysctl(text)).toEqual([])
})

test.each([
  ['net.ipv4.ip_forward', 'net/ipv4/ip_forward'],
  ['net.ipv4.conf.eth0/100.rp_filter', 'net/ipv4/conf/eth0.100/rp_filter'],
])('the file of %s', (name, path) => expect(sysctlPath(name)).toBe(path))

test('files take effect by their names; of one name that of the first directory', () => {
  const directories = [
    ['/etc/sysctl.d/99-a.conf', '/etc/sysctl.d/README'],
    ['/usr/lib/sysctl.d/10-z.conf', '/usr/lib/sysctl.d/99-a.conf', '/usr/lib/sysctl.d/99-b.conf'],
  ]
  expect(effectiveFiles(directories, '.conf')).toEqual([
    '/usr/lib/sysctl.d/10-z.conf',
    '/etc/sysctl.d/99-a.conf',
    '/usr/lib/sysctl.d/99-b.conf',
  ])
})

const rp = 'net.ipv4.conf.all.rp_filter'
const configured = (...texts: string[]) =>
  configuredOf(
    texts.map((text, at) => ({ path: `/${at}`, lines: parseSysctl(text) })),
    [rp],
  ).map(({ value, source, overridden }) => [value, source, ...overridden])

test.each<[string, string[], string[][]]>([
  ['the last line wins', [`${rp}=0\n${rp}=1`, `${rp}=2`], [['2', '/1:1', '/0:2', '/0:1']]],
  ['a pattern sets it too', ['net.ipv4.conf.*.rp_filter=2'], [['2', '/0:1']]],
  ['its own line beats a later pattern', [`${rp}=1`, 'net.ipv4.conf.*.rp_filter=2'], [['1', '/0:1']]],
  ['a line without a value keeps patterns away', [`-${rp}`, 'net.ipv4.conf.*.rp_filter=2'], []],
  ['a star stays within one part', ['net.*.rp_filter=2'], []],
  ['nothing', ['a=1'], []],
])('%s', (_, texts, expected) => expect(configured(...texts)).toEqual(expected))

test('whatever it is given, it throws nothing and every value is one line', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200, unit: 'binary-ascii' }), (text) => {
      for (const { value } of parseSysctl(text)) if (value !== undefined) expect(plainValue(value)).toBe(value)
    }),
    runs(200),
  )
})
