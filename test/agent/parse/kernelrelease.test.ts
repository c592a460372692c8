import { expect, test } from 'vitest'
import { isNewer } from '../../../agent/parse/kernelrelease.ts'

test.each([
  ['6.1.0-31-amd64', '6.1.0-30-amd64', true],
  ['6.1.0-9-amd64', '6.1.0-30-amd64', false],
  ['6.1.0-30-amd64', '6.1.0-30-amd64', false],
  ['6.12.1-1-amd64', '6.1.0-30-amd64', true],
  ['6.1.0-31-cloud-amd64', '6.1.0-30-amd64', false],
  ['5.14.0-427.13.1.el9_4.x86_64', '5.14.0-427.el9.x86_64', true],
  ['5.14.0-427.el9.x86_64', '5.14.0-427.8.1.el9_4.x86_64', false],
  ['6.8.0-50-generic', '6.8.0-49-generic', true],
  ['extramodules', '6.8.0-49-generic', false],
  ['', '', false],
])('%s is newer than %s: %s', (release, than, expected) => expect(isNewer(release, than)).toBe(expected))
