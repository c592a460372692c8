import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bindScope, splitHostPort } from '../../../agent/parse/bindaddress.ts'
import { runs } from '../../support/property.ts'

test.each([
  ['127.0.0.1', 'loopback'],
  ['127.9.9.9', 'loopback'],
  ['::1', 'loopback'],
  ['localhost', 'loopback'],
  ['LocalHost.', 'loopback'],
  ['0.0.0.0', 'wildcard'],
  ['::', 'wildcard'],
  ['', 'wildcard'],
  ['::ffff:127.0.0.1', 'loopback'],
  ['10.1.2.3', 'private'],
  ['fd00::1', 'private'],
  ['fe80::1%eth0', 'link-local'],
  ['8.8.8.8', 'public'],
  ['2001:db8:0:0:0:0:0:1', 'public'],
  ['node-1', 'name'],
  ['localhost.example', 'name'],
  ['300.0.0.1', 'name'],
])('%s reaches %s', (host, scope) => expect(bindScope(host)).toBe(scope))

test.each<[string, { host: string; port: string } | undefined]>([
  ['127.0.0.1:2379', { host: '127.0.0.1', port: '2379' }],
  ['[::1]:2379', { host: '::1', port: '2379' }],
  [':2379', { host: '', port: '2379' }],
  ['a:', { host: 'a', port: '' }],
  ['[::1]', undefined],
  ['::1', undefined],
  ['10.0.0.1', undefined],
  ['', undefined],
])('%s is split', (text, expected) => expect(splitHostPort(text)).toEqual(expected))

test('what is split can be joined', () => {
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), fc.domain()), fc.nat(65535), (host, port) => {
      const joined = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
      expect(splitHostPort(joined)).toEqual({ host, port: String(port) })
    }),
    runs(200),
  )
})

test('an address never counts as a name', () => {
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (host) => {
      expect(bindScope(host)).not.toBe('name')
    }),
    runs(200),
  )
})
