import { expect, test } from 'vitest'
import { aliases, ignored, keywords } from '../../../../agent/parse/sshd/keywords.ts'
import { splitLine } from '../../../../agent/parse/sshd/tokens.ts'
import { defaultOf } from '../../../../agent/parse/sshd/version.ts'
import { sshdCatalogue } from '../../../../proto/catalogue/sshd.ts'

const names = sshdCatalogue.map((entry) => entry.path)
const versions = ['8.2p1', '8.4p1', '8.7p1', '8.9p1', '9.2p1', '9.6p1', '9.9p2', '10.0p2', '10.2p1']

test('the catalogue has every keyword once, sorted, with one sentence', () => {
  expect(names).toEqual(Object.keys(keywords).sort())
  expect(new Set(names).size).toBe(names.length)
  for (const entry of sshdCatalogue) expect(entry.about).toMatch(/^[A-Z.~].*\.$/)
})

test('other names lead to keywords, and no name means two things', () => {
  for (const alias of Object.values(aliases)) expect(names).toContain(alias.keyword)
  const all = [...names, ...Object.keys(aliases), ...Object.keys(ignored)]
  expect(new Set(all).size).toBe(all.length)
})

test.each(versions)('the defaults of %s have the type that the catalogue names', (version) => {
  for (const entry of sshdCatalogue) {
    const standard = defaultOf(entry.path, { version })
    if ('unknown' in standard) continue
    const type = Array.isArray(standard.value) ? 'list' : typeof standard.value === 'number' ? 'int' : 'string'
    expect({ [entry.path]: type }).toEqual({ [entry.path]: entry.type })
  }
})

test('a default that is set gives the default', () => {
  const release = { version: '9.9p1', package: '1:9.9p1-3' }
  for (const [name, keyword] of Object.entries(keywords)) {
    const standard = defaultOf(name, release)
    if ('unknown' in standard || keyword.counts === 'all') continue
    const words = Array.isArray(standard.value) ? standard.value.join(keyword.algorithms ? ',' : ' ') : standard.value
    if (words === '') continue
    const line = splitLine(`${name} ${words}`)
    if (line === undefined || 'wrong' in line) throw new Error(name)
    const expected = keyword.algorithms ? words : standard.value
    expect({ [name]: keyword.read(line, release) }).toEqual({ [name]: { value: expected } })
  }
})

test.each([
  ['8.4p1', 'kexalgorithms', 'curve25519-sha256'],
  ['8.9p1', 'kexalgorithms', 'curve25519-sha256'],
  ['9.2p1', 'kexalgorithms', 'sntrup761x25519-sha512@openssh.com'],
  ['9.9p1', 'kexalgorithms', 'sntrup761x25519-sha512'],
  ['10.0p2', 'kexalgorithms', 'mlkem768x25519-sha256'],
  ['8.4p1', 'hostkeyalgorithms', 'ecdsa-sha2-nistp256-cert-v01@openssh.com'],
  ['8.8p1', 'hostkeyalgorithms', 'ssh-ed25519-cert-v01@openssh.com'],
])('%s: the first of %s is %s', (version, name, first) => {
  expect(defaultOf(name, { version })).toMatchObject({ value: expect.arrayContaining([first]) })
  const standard = defaultOf(name, { version })
  expect('value' in standard && (standard.value as string[])[0]).toBe(first)
})

test.each([
  ['8.7p1', 'hostkeyalgorithms', 'ssh-rsa', true],
  ['8.8p1', 'hostkeyalgorithms', 'ssh-rsa', false],
  ['9.9p1', 'kexalgorithms', 'diffie-hellman-group14-sha256', true],
  ['10.0p1', 'kexalgorithms', 'diffie-hellman-group14-sha256', false],
  ['10.2p1', 'macs', 'hmac-sha1', true],
])('%s: %s has %s: %s', (version, name, word, has) => {
  const standard = defaultOf(name, { version })
  expect('value' in standard && (standard.value as string[]).includes(word)).toBe(has)
})

test('what cannot be known is not claimed', () => {
  expect(defaultOf('kexalgorithms', {})).toEqual({
    unknown: 'the default depends on the version of OpenSSH, which is not known',
  })
  expect(defaultOf('kexalgorithms', { version: '10.5p1' })).toEqual({
    unknown: 'the default of OpenSSH 10.5p1 is not known, only those up to 10.2',
  })
  expect(defaultOf('pidfile', { version: '9.2p1' })).toEqual({
    unknown: 'set nowhere, and the default depends on how sshd was built',
  })
  expect(defaultOf('permitrootlogin', {})).toEqual({ value: 'prohibit-password' })
})

test.each([
  ['1:9.2p1-2+deb12u3', 'sntrup761x25519-sha512@openssh.com'],
  ['1:9.2p1-2+deb12u4', 'sntrup761x25519-sha512'],
  ['1:9.2p1-2+deb12u10', 'sntrup761x25519-sha512'],
])('Debian %s prefers %s', (version, first) => {
  const standard = defaultOf('kexalgorithms', { version: '9.2p1', package: version })
  expect('value' in standard && (standard.value as string[])[0]).toBe(first)
})
