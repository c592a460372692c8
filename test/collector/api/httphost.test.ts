import { expect, test } from 'vitest'
import { isLoopback, openHostCheck } from '../../../collector/api/httphost.ts'

test.each([
  ['127.0.0.1:7441', true],
  ['127.9.9.9:0', true],
  ['localhost:7441', true],
  ['[::1]:7441', true],
  ['0.0.0.0:7441', false],
  ['[::]:7441', false],
  ['10.0.0.1:7441', false],
  ['127.0.0.1.example:7441', false],
])('%s is loopback: %s', (listen, expected) => {
  expect(isLoopback(listen)).toBe(expected)
})

const names = ['Merlon.example', 'merlon']

test.each<[string, string | undefined, boolean]>([
  ['127.0.0.1:7441', '127.0.0.1:7441', true],
  ['127.0.0.1:7441', 'localhost', true],
  ['127.0.0.1:7441', '[::1]:7441', true],
  ['127.0.0.1:7441', 'evil.example', false],
  ['127.0.0.1:7441', 'localhost.evil.example', false],
  // Names are for others than this machine, which nobody else reaches.
  ['127.0.0.1:7441', 'merlon.example', false],
  ['127.0.0.1:7441', '10.0.0.1', false],
  ['127.0.0.1:7441', '', false],
  ['127.0.0.1:7441', undefined, false],
  ['0.0.0.0:7441', 'merlon.example:7441', true],
  ['0.0.0.0:7441', 'MERLON.EXAMPLE', true],
  ['0.0.0.0:7441', 'merlon', true],
  ['0.0.0.0:7441', '10.0.0.1:7441', true],
  ['0.0.0.0:7441', '[fd00::1]:7441', true],
  ['0.0.0.0:7441', 'localhost:7441', true],
  ['0.0.0.0:7441', 'evil.example', false],
  ['0.0.0.0:7441', 'evil.merlon.example', false],
  ['0.0.0.0:7441', 'merlon.example.', false],
  ['0.0.0.0:7441', undefined, false],
  ['node.example:7441', 'node.example:7441', true],
])('served at %s, a request for the host %s is answered: %s', (listen, host, expected) => {
  expect(openHostCheck(listen, names)(host)).toBe(expected)
})
