import { expect, test } from 'vitest'
import { absent, denied, failed, seen } from '../../../../agent/host/look.ts'
import { readSshdConfig } from '../../../../agent/parse/sshdconfig.ts'
import { at, find, load, main, read, setting } from './load.ts'

test.each([
  ['an unknown keyword', 'Port 22\nFoo bar\n', `${main} line 2`, 'bad configuration option: Foo'],
  ['names of objects', 'constructor x\n', `${main} line 1`, 'bad configuration option: constructor'],
  [
    'an extra argument',
    'PermitRootLogin no yes\n',
    `${main} line 1`,
    'PermitRootLogin: extra arguments at end of line',
  ],
  ['a comment without a blank', 'PermitRootLogin no#x\n', `${main} line 1`, 'PermitRootLogin: bad value "no#x"'],
  ['within a block', 'Match User x\nPort 22\n', `${main} line 2`, 'Port is not allowed within a Match block'],
  ['a newer keyword', 'RefuseConnection yes\n', `${main} line 1`, 'bad configuration option: RefuseConnection'],
  ['an unknown cipher', 'Ciphers aes128-ctr,arcfour\n', `${main} line 1`, 'Ciphers: unknown algorithm "arcfour"'],
  ['a loop', 'Include sshd_config\n', `${main} line 1`, 'too many recursive configuration includes'],
  [
    'a Red Hat keyword on Debian',
    'GSSAPIEnablek5users no\n',
    `${main} line 1`,
    'bad configuration option: GSSAPIEnablek5users',
  ],
])('sshd refuses %s', async (_, text, where, reason) => {
  expect(await read(text)).toEqual({ status: 'refused', refusal: { where, reason }, paths: [main] })
})

test('an included file that leads nowhere makes sshd refuse', async () => {
  const result = await read('Include x\n', {
    files: { '/etc/ssh/x': { status: 'absent', reason: 'a link that leads nowhere' } },
  })
  expect(result).toMatchObject({
    refusal: { where: `${main} line 1`, reason: 'cannot open /etc/ssh/x: a link that leads nowhere' },
  })
})

test('a wrong option on the command line', async () => {
  expect(await read('', { args: ['-o', 'Foo=bar'] })).toMatchObject({
    refusal: { where: 'command line', reason: 'bad configuration option: Foo' },
  })
})

test('where no package says who built it, newer algorithms and a vendor are believed', async () => {
  const { warnings } = await load('GSSAPIEnablek5users no\nKexAlgorithms new-kex\n', { release: {} })
  expect(warnings).toEqual([])
})

test('what is ignored is said', async () => {
  const { warnings } = await load('Protocol 2\nUseLogin no\nInclude nothing.d/*.conf\n')
  expect(warnings).toEqual([
    `${main}:1: Protocol is ignored`,
    `${main}:2: UseLogin is ignored`,
    `${main}:3: Include /etc/ssh/nothing.d/*.conf names no file`,
  ])
})

const hidden = '/etc/ssh/d/50.conf'
const unread = { unknown: `${hidden} could set it and cannot be read: permission denied`, source: `file ${hidden}` }

test('what an unreadable file could have set first is unknown, the rest is not', async () => {
  const loaded = await load('PermitRootLogin no\nPort 22\nInclude d/*.conf\nX11Forwarding no\n', {
    files: {
      '/etc/ssh/d/10.conf': 'MaxAuthTries 2\n',
      [hidden]: denied('permission denied'),
      '/etc/ssh/d/99.conf': 'MaxSessions 1\n',
    },
  })
  expect(loaded.gaps).toEqual([{ path: hidden, reason: 'permission denied' }])
  expect(find(loaded.settings, 'permitrootlogin')).toEqual({ value: 'no', source: at(1) })
  expect(find(loaded.settings, 'maxauthtries')).toEqual({ value: 2, source: at(1, '/etc/ssh/d/10.conf') })
  // A later line adds to a list, replaces what the last line sets, and comes before what is set behind it.
  for (const name of ['x11forwarding', 'maxsessions', 'passwordauthentication', 'port', 'maxstartups', 'listenaddress'])
    expect({ [name]: find(loaded.settings, name) }).toEqual({ [name]: unread })
})

test('a directory that cannot be listed hides as much', async () => {
  const loaded = await load('Include d/*.conf\n', { files: { '/etc/ssh/d/*.conf': denied('permission denied') } })
  expect(loaded.gaps).toEqual([{ path: '/etc/ssh/d/*.conf', reason: 'permission denied' }])
  expect(find(loaded.settings, 'permitrootlogin')).toMatchObject({
    unknown: expect.stringContaining('/etc/ssh/d/*.conf'),
  })
})

test('an unreadable file under a condition hides nothing of what holds for everyone', async () => {
  const loaded = await load('Match User bob\nMaxSessions 1\nInclude d/50.conf\nMaxAuthTries 1\n', {
    files: { [hidden]: denied('permission denied') },
  })
  expect(loaded.settings.filter((each) => each.source?.includes(hidden))).toEqual([])
  expect(find(loaded.matches[0]?.settings ?? [], 'maxsessions')).toEqual({ value: 1, source: at(2) })
  expect(find(loaded.matches[0]?.settings ?? [], 'maxauthtries')).toEqual(unread)
})

test('an unreadable file under Match all hides what may be conditional', async () => {
  const loaded = await load('PermitRootLogin no\nUsePAM yes\nMatch all\nInclude d/50.conf\n', {
    files: { [hidden]: denied('permission denied') },
  })
  expect(find(loaded.settings, 'permitrootlogin')).toEqual(unread)
  expect(find(loaded.settings, 'usepam')).toEqual({ value: 'yes', source: at(2) })
})

test.each([[absent], [denied('permission denied')], [failed('a directory, not a regular file')]])(
  'the main file: %j',
  async (look) => {
    const files = { read: async () => look, glob: async () => seen([]) }
    expect(await readSshdConfig({ path: main, options: [], release: {}, files })).toEqual({ status: 'unread', look })
  },
)

test.each([
  ['settings', 'Port 22\n'.repeat(20_005), 'more than 20000 settings'],
  ['includes', 'Include nothing\n'.repeat(1005), 'more than 1000 includes'],
  ['text', '#'.repeat(9_000_000), 'more than 8388608 characters'],
  ['blocks', 'Match User a\n'.repeat(505), 'more than 500 Match blocks'],
])('more %s than anyone writes are not taken for an error of sshd', async (_, text, reason) => {
  expect(await read(text)).toMatchObject({
    status: 'unread',
    look: { status: 'failed', reason: expect.stringContaining(reason) },
  })
})

test('files that include each other twice over are not read for ever', async () => {
  const names = Array.from({ length: 16 }, (_, at) => `/etc/ssh/${at}`)
  const files = Object.fromEntries(names.map((name, at) => [name, `Include ${at + 1}\n`.repeat(at < 15 ? 9 : 0)]))
  expect(await read('Include 0\n', { files })).toMatchObject({
    status: 'unread',
    look: { status: 'failed', reason: expect.stringContaining('more than 1000 includes') },
  })
})

const release = (version: string) => ({ release: { version } })

test('behind -p no port is even read', async () => {
  expect((await read('Port 0\n')).status).toBe('refused')
  expect(await setting('port', 'Port 0\n', { args: ['-p', '2222'] })).toMatchObject({ value: [2222] })
})

test('before 8.5 SetEnv in a Match block had no effect', async () => {
  const text = 'Match User bob\nSetEnv A=1\n'
  const settingsOf = async (version: string) => (await load(text, release(version))).matches[0]?.settings
  expect((await settingsOf('8.4p1'))?.map((each) => each.path)).toEqual([])
  expect((await settingsOf('9.2p1'))?.map((each) => each.path)).toEqual(['setenv'])
  const all = await setting('setenv', 'Match all\nSetEnv A=1\n', release('8.4p1'))
  expect(all).toMatchObject({ value: ['A'] })
})

test('before 8.7 an empty word ended a list', async () => {
  const text = 'AllowUsers a "" b\n'
  expect(await setting('allowusers', text, release('8.4p1'))).toMatchObject({ value: ['a'] })
  expect((await read(text, release('9.2p1'))).status).toBe('refused')
})

test('a block that sets the size of rekeying leaves its time as it was for everyone', async () => {
  const { matches } = await load('RekeyLimit 1G 2h\nMatch User bob\nRekeyLimit 2G\n')
  expect(find(matches[0]?.settings ?? [], 'rekeylimit')).toMatchObject({
    value: '2147483648 7200',
  })
})
