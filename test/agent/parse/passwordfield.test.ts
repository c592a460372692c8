import { expect, test } from 'vitest'
import { readPasswordField } from '../../../agent/parse/passwordfield.ts'

const salted = (prefix: string) => `$${prefix}$saltsalt$abcdefghijklmnop`

test.each([
  ['', 'empty', ''],
  ['*', 'disabled', ''],
  ['!', 'disabled', ''],
  ['!!', 'disabled', ''],
  ['!*', 'disabled', ''],
  ['x', 'disabled', ''],
  ['*LK*', 'disabled', ''],
  [salted('y'), 'set', 'yescrypt'],
  [salted('6'), 'set', 'sha512'],
  ['$6$rounds=5000$salt$abc', 'set', 'sha512'],
  [salted('5'), 'set', 'sha256'],
  [salted('1'), 'set', 'md5'],
  ['$2b$10$abcdefghijklmnopqrstuv', 'set', 'bcrypt'],
  ['$md5,rounds=904$salt$abc', 'set', 'sunmd5'],
  ['$zz$salt$abc', 'set', 'unknown'],
  ['$constructor$salt$abc', 'set', 'unknown'],
  ['abJnggxhB/yWI', 'set', 'des'],
  ['_J9..abcdabcdefghijk', 'set', 'bsdi'],
  [`!${salted('6')}`, 'locked', 'sha512'],
  [`!!${salted('y')}`, 'locked', 'yescrypt'],
  [`*${salted('6')}`, 'locked', 'sha512'],
])('%j is %s %s', (field, state, scheme) => {
  expect(readPasswordField(field)).toEqual({ state, scheme })
})
