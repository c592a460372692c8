import { expect, test } from 'vitest'
import { difference } from './nodefiles.ts'

test('what came and what went is told, what stayed is not', () => {
  expect(difference(['/a 644', '/b 644'], ['/a 600', '/b 644', '/c 755'])).toEqual(['+ /a 600', '+ /c 755', '- /a 644'])
  expect(difference(['/a'], ['/a'])).toEqual([])
})
