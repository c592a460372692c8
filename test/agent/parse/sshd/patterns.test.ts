import { expect, test } from 'vitest'
import { matchesAddress, matchesHost, matchesList, matchesWildcard } from '../../../../agent/parse/sshd/patterns.ts'

test.each([
  ['anna', 'anna', true],
  ['anna', 'ann?', true],
  ['anna', 'a*', true],
  ['anna', '*b*', false],
  ['a', '[ab]', false],
  ['[ab]', '[ab]', true],
  ['a\\b', 'a\\b', true],
  ['Anna', 'anna', false],
])('%j is like %j: %s', (name, pattern, expected) => {
  expect(matchesWildcard(name, pattern)).toBe(expected)
})

test.each([
  ['anna', 'ben,anna', true],
  ['anna', '*,!anna', false],
  ['anna', '!anna', false],
  ['ben', '!anna', false],
  ['ben', '!anna,*', true],
  ['anna', '', false],
])('%j is in the list %j: %s', (name, patterns, expected) => {
  expect(matchesList(name, patterns)).toBe(expected)
})

test('the case of host names does not matter', () => {
  expect(matchesHost('Client.Example.ORG', '*.example.org')).toBe(true)
  expect(matchesHost('client.example.org', '*.EXAMPLE.org,!Client.*')).toBe(false)
})

test.each([
  ['10.1.2.3', '10.0.0.0/8', true],
  ['11.1.2.3', '10.0.0.0/8', false],
  ['10.1.2.3', '10.1.2.3', true],
  ['10.1.2.3', '10.1.2.*', true],
  ['10.1.2.3', '*', true],
  ['10.1.2.3', '0.0.0.0/0', true],
  ['10.1.2.3', '10.0.0.0/8,!10.1.0.0/16', false],
  ['10.1.2.3', '!10.1.0.0/16,10.0.0.0/8', false],
  ['10.1.2.3', '::/0', false],
  ['2001:db8::1', '2001:db8::/32', true],
  ['2001:db8::1', '2001:db9::/32', false],
  ['2001:0db8::1', '2001:db8::1', true],
  ['192.0.2.129', '192.0.2.128/25', true],
  ['192.0.2.127', '192.0.2.128/25', false],
  ['nowhere', '*', false],
])('%j is in %j: %s', (address, patterns, expected) => {
  expect(matchesAddress(address, patterns)).toBe(expected)
})
