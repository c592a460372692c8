import { expect, test } from 'vitest'
import { openClusterRoutes } from '../../../collector/api/clusterroutes.ts'
import { NotFoundError } from '../../../collector/report/source.ts'

const [own, west, east] = [{ name: 'own' }, { name: 'west' }, { name: 'Ost & mehr' }]
const all = [own, west, east]
const routes = openClusterRoutes(
  {
    ...{ own, all },
    find: (name) => {
      const found = name === '' ? own : all.find((each) => each.name === name)
      if (!found) throw new NotFoundError(`no cluster ${name}`)
      return found
    },
  },
  'secret',
)

test('each further cluster has routes of its own', () => {
  expect(routes.further).toEqual([
    { cluster: west, prefix: '/secret/0' },
    { cluster: east, prefix: '/secret/1' },
  ])
})

test.each([
  ['/api/v1/report', '/api/v1/report'],
  ['/api/v1/findings?node=a&node=b', '/api/v1/findings?node=a&node=b'],
  ['/api/v1/report?cluster=own', '/api/v1/report'],
  ['/api/v1/report?cluster=', '/api/v1/report'],
  ['/api/v1/report?cluster=west', '/secret/0/api/v1/report'],
  ['/api/v1/findings?node=a&cluster=west&node=b', '/secret/0/api/v1/findings?node=a&node=b'],
  ['/api/v1/report?cluster=Ost%20%26%20mehr', '/secret/1/api/v1/report'],
  ['/api/v1/report?cluster=none', '/secret/none/api/v1/report'],
  ['/api/v1/report?cluster=own&cluster=west', '/secret/none/api/v1/report'],
  ['/login?token=t&cluster=west', '/login?token=t&cluster=west'],
  ['/metrics?cluster=west', '/metrics?cluster=west'],
])('%s is answered at %s', (url, expected) => {
  expect(routes.rewrite({ url })).toBe(expected)
})

test('an address without anything is left as it is', () => {
  expect(routes.rewrite({})).toBe('/')
})

test('an address of a cluster that there is not says so; others pass', () => {
  expect(() => routes.require('/api/v1/report?cluster=none')).toThrow(NotFoundError)
  expect(() => routes.require('/api/v1/report?cluster=west')).not.toThrow()
  expect(() => routes.require('/api/v1/nothing')).not.toThrow()
})
