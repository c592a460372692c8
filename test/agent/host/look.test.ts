import { expect, test } from 'vitest'
import { absent, denied, failed, fromError, type Unseen, why } from '../../../agent/host/look.ts'

test.each<[string, Unseen]>([
  ['ENOENT', absent],
  ['ENOTDIR', absent],
  ['ESRCH', absent],
  ['EACCES', denied('permission denied')],
  ['EPERM', denied('permission denied')],
  ['ELOOP', failed('a loop of links')],
  ['ENAMETOOLONG', failed('the name is too long')],
  ['EIO', failed('EIO')],
  ['ESTALE', failed('ESTALE')],
])('%s', (code, look) => {
  expect(fromError(Object.assign(new Error('x'), { code }))).toEqual(look)
})

test('what is no error of the file system failed', () => {
  expect(fromError(new Error('odd'))).toEqual(failed('odd'))
  expect(fromError('odd')).toEqual(failed('odd'))
  expect(fromError(undefined)).toEqual(failed('undefined'))
})

test('why there is no value', () => {
  expect(why(absent)).toBe('does not exist')
  expect(why({ status: 'absent', reason: 'link to /x, which does not exist' })).toBe('link to /x, which does not exist')
  expect(why(denied('permission denied'))).toBe('permission denied')
  expect(why(failed('EIO'))).toBe('EIO')
})
