import { expect, test } from 'vitest'
import { type Domain, domains } from '../../proto/index.ts'
import { limits, maxMessageBytes, parseSpeaker, speakerUri } from '../../proto/protocol.ts'
import { enumWord, fieldsOf, methodsOf, valuesOf } from '../../proto/schema.ts'
import { serviceDefinition } from '../../proto/service.ts'
import { factType } from '../../proto/view.ts'

test('the domains are those of Observation, each with its fact', () => {
  const facts = (fieldsOf('Observation') ?? []).filter((field) => field.type.endsWith('Fact'))
  expect(facts.map((field) => field.name).sort()).toEqual([...domains].sort())
  for (const { name, type } of facts) {
    expect(type).toBe(`${name.slice(0, 1).toUpperCase()}${name.slice(1)}Fact`)
    expect(factType(name as Domain)).toBe(type)
  }
})

test('fields stand in the order of their numbers, with the whole names of their types', () => {
  const fields = fieldsOf('FilesFact.File') ?? []
  expect(fields.find((field) => field.name === 'presence')?.type).toBe('FilesFact.Presence')
  expect(fieldsOf('Setting')?.map((field) => field.name)).toEqual(['path', 'value', 'source', 'overridden', 'unknown'])
  expect(fieldsOf('Report')?.find((field) => field.name === 'nodes')).toEqual({
    name: 'nodes',
    type: 'Node',
    repeated: true,
  })
})

test.each(['Nothing', 'Severity', '', 'Report.nothing', '__proto__', 'constructor'])('%j is no message', (name) => {
  expect(fieldsOf(name)).toBeUndefined()
})

test.each<[string, number, string]>([
  ['Severity', 5, 'critical'],
  ['Outcome', 4, 'not-applicable'],
  ['Observation.Status', 1, 'observed'],
  ['FilesFact.Presence', 0, 'unspecified'],
  ['Severity', 99, 'unrecognized-99'],
  ['Nothing', 1, 'unrecognized-1'],
])('%s %i is %s', (name, number, word) => {
  expect(enumWord(name, number)).toBe(word)
})

test('every enum begins with a value that says nothing, and has its name in all', () => {
  for (const name of ['Severity', 'Outcome', 'Observation.Status', 'FilesFact.Presence']) {
    const values = valuesOf(name) ?? {}
    expect(Object.values(values)).toContain(0)
    for (const number of Object.values(values)) expect(enumWord(name, number)).toMatch(/^[a-z-]+$/)
  }
})

test('services have their calls, with codecs that are there', () => {
  expect(methodsOf('AgentService').map((each) => [each.name, each.requestStream, each.responseStream])).toEqual([
    ['Connect', true, true],
  ])
  expect(serviceDefinition('ReportService')['WatchReport']).toMatchObject({
    path: '/merlon.v1.ReportService/WatchReport',
    requestStream: false,
    responseStream: true,
  })
  expect(methodsOf('Nothing')).toEqual([])
})

test('a frame of the largest piece is smaller than what the wire takes', () => {
  expect(limits.maxChunkBytes).toBeLessThan(limits.maxFrameBytes)
  expect(limits.maxFrameBytes).toBeLessThan(maxMessageBytes)
})

test.each([
  [{ kind: 'node', clusterId: 'c-1', nodeId: 'n.1_a' } as const, 'spiffe://merlon/c-1/node/n.1_a'],
  [{ kind: 'operator', clusterId: 'c', name: 'local' } as const, 'spiffe://merlon/c/operator/local'],
])('who speaks is in a URI and comes out of it', (speaker, uri) => {
  expect(speakerUri(speaker)).toBe(uri)
  expect(parseSpeaker(uri)).toEqual(speaker)
})

test.each([
  'spiffe://other/c/node/n',
  'spiffe://merlon/c/node/',
  'spiffe://merlon/c/node/a/b',
  'spiffe://merlon/c/admin/n',
  'spiffe://merlon/c/node/a b',
  'spiffe://merlon/c/node/n\n',
  ' spiffe://merlon/c/node/n',
  'https://merlon/c/node/n',
  `spiffe://merlon/c/node/${'n'.repeat(129)}`,
  '',
])('%j speaks for nobody', (uri) => {
  expect(parseSpeaker(uri)).toBeUndefined()
})

test.each(['', 'a/b', 'a b', 'n'.repeat(129)])('%j is no id of a node', (nodeId) => {
  expect(() => speakerUri({ kind: 'node', clusterId: 'c', nodeId })).toThrow(/^not an id/)
})
