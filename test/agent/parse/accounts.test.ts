import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  isLogin,
  loginDefault,
  maxLines,
  nameSources,
  parseGroup,
  parseNames,
  parsePasswd,
  parseShadow,
} from '../../../agent/parse/accounts.ts'
import { runs } from '../../support/property.ts'

test('passwd', () => {
  const text =
    '# people\nroot:x:0:0:root:/root:/bin/bash\n\n+nis::::::\nbad:x:one:0::/:/bin/sh\nlast:x:4294967295:0::/:\na:x:5:6::/h:\n'
  expect(parsePasswd(text)).toEqual({
    items: [
      { line: 2, name: 'root', password: 'x', uid: 0, gid: 0, home: '/root', shell: '/bin/bash' },
      { line: 7, name: 'a', password: 'x', uid: 5, gid: 6, home: '/h', shell: '' },
    ],
    ...{ broken: [5, 6], network: [4], more: false },
  })
})

test('group and shadow', () => {
  expect(parseGroup('sudo:x:27:ops, eve,\nroot:x:0:\n').items).toEqual([
    { line: 1, name: 'sudo', gid: 27, members: ['ops', 'eve'] },
    { line: 2, name: 'root', gid: 0, members: [] },
  ])
  expect(parseShadow('root:*:1:0:::::\nops\n')).toMatchObject({
    items: [{ line: 1, name: 'root', password: '*' }],
    broken: [2],
  })
})

test.each([
  ['passwd: files systemd\n', ['files', 'systemd']],
  ['# x\npasswd:\tfiles [NOTFOUND=return] sss # why\n', ['files', 'sss']],
  ['group: files\n', undefined],
  ['', undefined],
])('sources of users: %j', (text, sources) => {
  expect(nameSources(text, 'passwd')?.sources).toEqual(sources)
})

test('login.defs', () => {
  expect(loginDefault('# UID_MIN 5\nUID_MIN\t\t 500\n', 'UID_MIN')).toBe('500')
  expect(loginDefault('', 'UID_MIN')).toBeUndefined()
})

test('never throws, and reads no more than it says', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      for (const parse of [parsePasswd, parseGroup, parseShadow]) parse(text)
      nameSources(text, 'passwd')
    }),
    runs(200),
  )
  expect(parsePasswd('a:x:1:1::/:/bin/sh\n'.repeat(maxLines + 5))).toMatchObject({ more: true })
})

test('names by id: of two the first counts, and what is no line has none', () => {
  const text =
    'root:x:0:0::/:\n# x:y:1\ntoor:x:0:\n+nis:x:5:\n:x:8:\nbad:x:eight:\nnobody:x:4294967295:\netcd:x:990:a,b\nx:y\n'
  expect([...parseNames(text)]).toEqual([
    [0, 'root'],
    [990, 'etcd'],
  ])
})

test.each([
  ['/bin/bash', true],
  ['', true],
  ['/opt/nologin/zsh', true],
  ['/usr/sbin/nologin', false],
  ['/bin/false', false],
  ['/bin/sync', false],
])('the shell %j lets somebody in: %s', (shell, expected) => {
  expect(isLogin(shell)).toBe(expected)
})
