import { expect, test } from 'vitest'
import { moduleNames, parseModprobe } from '../../../agent/parse/modprobe.ts'

const parsed = (...texts: string[]) => parseModprobe(texts.map((text, at) => ({ path: `/${at}`, text })))

test.each<[string, string[], [string, string][]]>([
  ['install dccp /bin/false', ['install dccp /bin/false\n'], [['dccp', '/0:1']]],
  ['true, elsewhere', ['# x\n\tinstall usb-storage  /usr/bin/true # no\n'], [['usb_storage', '/0:2']]],
  ['a command that may load it', ['install sctp /sbin/modprobe --ignore-install sctp\n'], []],
  ['the first of several', ['install sctp /bin/x\n', 'install sctp /bin/false\n'], []],
  [
    'a line in two',
    ['install sctp \\\n  /bin/false\ninstall rds /bin/false\n'],
    [
      ['sctp', '/0:1'],
      ['rds', '/0:3'],
    ],
  ],
  ['blacklist', ['blacklist sctp\n'], []],
  ['nothing', ['install\nblacklist\n'], []],
])('%s', (_, texts, blocked) => expect([...parsed(...texts).blocked]).toEqual(blocked))

test('modules that no alias loads', () => {
  expect([...parsed('blacklist firewire-core\nblacklist  sctp\n').blacklisted]).toEqual(['firewire_core', 'sctp'])
})

test('names of modules in lists of files', () => {
  const text =
    'kernel/net/sctp/sctp.ko.zst: kernel/lib/libcrc32c.ko.zst\nkernel/drivers/usb/usb-storage.ko:\nextra.ko.xz:\nx.txt\n'
  expect([...moduleNames(text)]).toEqual(['sctp', 'usb_storage', 'extra'])
})
