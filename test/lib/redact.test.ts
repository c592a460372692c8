import { expect, test } from 'vitest'
import { redact } from '../../lib/redact.ts'

const secret = 'Kb7-planted-Secret_9'

test.each([
  ['a variable', `DB_PASSWORD=${secret} next`],
  ['a key in JSON', `{"level":"info","token":"${secret}","x":1}`],
  ['a key in JSON within JSON', `{"msg":"{\\"password\\":\\"${secret}\\"}"}`],
  ['a key in YAML', `clientSecret: ${secret}`],
  ['a header', `authorization: Bearer ${secret}`],
  ['a URL', `postgres://merlon:${secret}@db:5432/merlon`],
  ['a link to log in', `http://127.0.0.1:7441/login?token=${secret}`],
  ['a private key', `-----BEGIN EC PRIVATE KEY-----\n${secret}\n-----END EC PRIVATE KEY-----`],
  ['a private key that is cut', `-----BEGIN PRIVATE KEY-----\n${secret}`],
])('%s is hidden', (_name, text) => {
  expect(redact(text)).not.toContain('planted')
  expect(redact(text)).toContain('***')
})

test.each([
  'tokenFile: "/var/run/secrets/merlon/token"',
  '{"level":"warn","time":"2026-11-21T17:00:00.000Z","msg":"the token does not hold"}',
  '{"pass": 12, "fail": 3}',
  'merlon_nodes{state="never-seen"} 3',
  'hash 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
])('what is no secret stays: %s', (text) => {
  expect(redact(text)).toBe(text)
})
