import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AuthorizedKeys, parseAuthorizedKeys } from '../../../agent/parse/authorizedkeys.ts'
import { runs } from '../../support/property.ts'
import { dsa, ecdsa384, ed25519, rsa1024, rsa2048 } from '../../support/sshkeys.ts'

function parse(text: string, limit = 10): AuthorizedKeys {
  return parseAuthorizedKeys(text, limit)
}

function options(line: string) {
  const { keys, broken } = parse(line)
  expect(broken).toEqual([])
  return keys[0]?.options
}

const none = { names: [], command: '', from: [], principals: [], environment: [], expires: '' }

test('keys with comments, blank lines and remarks', () => {
  const text = `# mine\n\n  ${ed25519.text} anna@home  \r\n\t${rsa2048.text}\n${dsa.text} old one\n`
  const { keys, broken, more } = parse(text)
  expect(keys.map(({ line, key, comment }) => [line, key.type, key.bits, key.fingerprint, comment])).toEqual([
    [3, 'ssh-ed25519', 256, ed25519.fingerprint, 'anna@home'],
    [4, 'ssh-rsa', 2048, rsa2048.fingerprint, ''],
    [5, 'ssh-dss', 1024, dsa.fingerprint, 'old one'],
  ])
  expect([broken, more]).toEqual([[], false])
  expect(keys.map((each) => each.options)).toEqual([none, none, none])
})

test('blanks and commas within quotes do not split the line', () => {
  const command = `command="echo 'Please login as the user \\"ubuntu\\", please';sleep 10;exit 142"`
  expect(options(`no-port-forwarding,${command} ${rsa1024.text} key`)).toEqual({
    ...none,
    names: ['no-port-forwarding', 'command'],
    command: 'echo',
  })
})

test('what a command is told is not told', () => {
  expect(options(`command="/usr/bin/backup --token s3cret" ${ed25519.text}`)?.command).toBe('/usr/bin/backup')
  expect(options(`command="TOKEN=s3cret /usr/bin/backup" ${ed25519.text}`)?.command).toBe('/usr/bin/backup')
  expect(options(`environment="TOKEN=s3cret",environment="LANG=C" ${ed25519.text}`)?.environment).toEqual([
    'TOKEN',
    'LANG',
  ])
})

test('options with values, in any case', () => {
  const text = 'RESTRICT,From="10.0.0.0/8,!10.1.*",expiry-time="20261231",principals="a,b",cert-authority,pty'
  expect(options(`${text} ${ecdsa384.text}`)).toEqual({
    ...none,
    names: ['restrict', 'from', 'expiry-time', 'principals', 'cert-authority', 'pty'],
    from: ['10.0.0.0/8', '!10.1.*'],
    principals: ['a', 'b'],
    expires: '20261231',
  })
})

test.each([
  ['hello world', 'is no key'],
  ['ssh-rsa AAAA', 'is no key'],
  [`from="10.0.0.1 ${ed25519.text}`, 'a quote is not closed'],
  [`no-such-option ${ed25519.text}`, 'has an unknown option: no-such-option'],
  [`command ${ed25519.text}`, 'has an unknown option: command'],
  [`restrict="x" ${ed25519.text}`, 'has an unknown option: restrict'],
  [`from="a",from="b" ${ed25519.text}`, 'has the option from twice'],
  [`restrict, ${ed25519.text}`, 'has an unknown option: '],
  ['1024 35 12345678901234567890 anna', 'is no key'],
  ['x'.repeat(20_000), 'is longer than 16384 characters'],
])('%j: sshd takes no key from it', (line, reason) => {
  expect(parse(`${line}\n${ed25519.text}`)).toMatchObject({ broken: [{ line: 1, reason }], keys: [{ line: 2 }] })
})

test('a comment is text that a terminal does not obey, and short', () => {
  const [first] = parse(`${ed25519.text} a\u001b[31mb\u202e${'c'.repeat(200)}`).keys
  expect(first?.comment).toMatch(/^a\\u\{1b\}\[31mb\\u\{202e\}c+$/)
  expect(first?.comment.length).toBeLessThan(120)
})

test('no more than the limit', () => {
  const many = Array(20).fill(ed25519.text).join('\n')
  expect(parse(many, 5)).toMatchObject({ keys: Array(5).fill({}), more: true })
  expect(parse(`${'x\n'.repeat(200)}${ed25519.text}`)).toMatchObject({ more: true })
})

test('any text is keys and broken lines', () => {
  const part = fc.constantFrom(
    ed25519.text,
    ' ',
    '"',
    '\\"',
    ',',
    'from="',
    'command="a b"',
    'restrict',
    '\n',
    '#',
    '\0',
    '=',
  )
  const text = fc.oneof(
    fc.string(),
    fc.array(part, { maxLength: 12 }).map((each) => each.join('')),
  )
  fc.assert(
    fc.property(text, (each) => {
      const { keys, broken } = parse(each, 5)
      const lines = each.split('\n').length
      for (const { line } of [...keys, ...broken]) expect(line).toBeLessThanOrEqual(lines)
      expect(keys.length).toBeLessThanOrEqual(5)
      for (const { key } of keys) expect(key.fingerprint).toBe(ed25519.fingerprint)
    }),
    runs(500),
  )
})
