import { expect, test } from 'vitest'
import { agentSchema } from '../../agent/config.ts'
import { loadConfig } from '../../lib/config.ts'

const globsOf = (text: string) =>
  loadConfig(agentSchema, { environment: { MERLON_CERTIFICATE_GLOBS: text }, flags: {} }).values.certificateGlobs

test('patterns of certificates, from the environment', () => {
  expect(globsOf('/opt/*.pem')).toEqual(['/opt/*.pem'])
  expect(globsOf('/opt/*.pem, /srv/tls/x.p12')).toEqual(['/opt/*.pem', '/srv/tls/x.p12'])
  expect(globsOf('')).toEqual([])
})

test('where credentials may lie, from the environment', () => {
  const pathsOf = (text: string) =>
    loadConfig(agentSchema, { environment: { MERLON_CREDENTIAL_PATHS: text }, flags: {} }).values.credentialPaths
  expect(pathsOf('/srv/deploy, /data')).toEqual(['/srv/deploy', '/data'])
  expect(pathsOf('')).toEqual([])
  for (const text of ['srv', Array(21).fill('/x').join(',')])
    expect(() => pathsOf(text)).toThrow(/^environment MERLON_CREDENTIAL_PATHS: credentialPaths: /)
})

test.each(['opt/*.pem', '/a, b', Array(51).fill('/x').join(',')])('patterns that are refused', (text) => {
  expect(() => globsOf(text)).toThrow(/^environment MERLON_CERTIFICATE_GLOBS: certificateGlobs: /)
})

test('live TLS is off, and takes ports from the environment', () => {
  const valuesOf = (environment: Record<string, string>) => loadConfig(agentSchema, { environment, flags: {} }).values
  expect(valuesOf({})).toMatchObject({ liveTls: false, liveTlsPorts: [] })
  expect(valuesOf({ MERLON_LIVE_TLS: 'true', MERLON_LIVE_TLS_PORTS: '8443' })).toMatchObject({
    liveTls: true,
    liveTlsPorts: [8443],
  })
  expect(valuesOf({ MERLON_LIVE_TLS_PORTS: '8443, 9443' }).liveTlsPorts).toEqual([8443, 9443])
  for (const text of ['0', '65536', 'https', '8443:1', Array(33).fill('1').join(',')])
    expect(() => valuesOf({ MERLON_LIVE_TLS_PORTS: text })).toThrow(/^environment MERLON_LIVE_TLS_PORTS: liveTlsPorts/)
})

const commandLinesOf = (text: string) =>
  loadConfig(agentSchema, { environment: { MERLON_COMMAND_LINES: text }, flags: {} }).values.commandLines

test.each([
  ['', true],
  ['true', true],
  ['false', false],
  ['256', 256],
])('command lines %j', (text, expected) => {
  expect(commandLinesOf(text)).toBe(expected)
})

test.each(['0', '5000', 'some'])('command lines %j are refused', (text) => {
  expect(() => commandLinesOf(text)).toThrow(/^environment MERLON_COMMAND_LINES: commandLines: /)
})

test('how the agent proves which node it is: by files unless told otherwise', () => {
  const valuesOf = (environment: Record<string, string>) => loadConfig(agentSchema, { environment, flags: {} }).values
  expect(valuesOf({})).toMatchObject({
    ...{ attest: 'certificate', tokenFile: '/var/run/secrets/merlon/token', joinTokenFile: '', clusterId: '' },
  })
  expect(valuesOf({ MERLON_ATTEST: 'service-account', MERLON_CLUSTER_ID: 'c-1' })).toMatchObject({
    ...{ attest: 'service-account', clusterId: 'c-1' },
  })
  expect(() => valuesOf({ MERLON_ATTEST: 'trust-me' })).toThrow(/^environment MERLON_ATTEST: attest: /)
  expect(() => valuesOf({ MERLON_CLUSTER_ID: 'a/b' })).toThrow(/^environment MERLON_CLUSTER_ID: clusterId: /)
})
