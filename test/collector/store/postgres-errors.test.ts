import { expect, test } from 'vitest'
import { isPassing, toPostgresError } from '../../../collector/store/postgres-errors.ts'

const failure = (code: string, message: string) => Object.assign(new Error(message), { code })

test('a pooler in statement mode is named, and not waited for as a server that is away', () => {
  const refused = toPostgresError(failure('08P01', 'transaction blocks not allowed in statement pooling mode'), 'h:1/d')
  expect((refused as Error).message).toMatch(/^the database h:1\/d is behind a pooler .* set pool_mode = transaction /)
  expect(isPassing(refused)).toBe(false)
  expect(isPassing(toPostgresError(failure('08P01', 'server login has been failing'), 'h:1/d'))).toBe(true)
})
