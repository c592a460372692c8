import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseBundle, parseDockerConfig, parseStorage } from '../../../agent/parse/containerconfig.ts'
import { runs } from '../../support/property.ts'

const cri = 'io.kubernetes.cri'

test.each([
  [
    'containerd',
    {
      ...{ [`${cri}.sandbox-namespace`]: 'shop', [`${cri}.sandbox-name`]: 'web-0', [`${cri}.container-name`]: 'app' },
      ...{ [`${cri}.image-name`]: 'web:1', [`${cri}.container-type`]: 'container' },
    },
    { namespace: 'shop', pod: 'web-0', container: 'app', image: 'web:1', sandbox: false },
  ],
  [
    'CRI-O',
    {
      ...{ 'io.kubernetes.pod.namespace': 'shop', 'io.kubernetes.pod.name': 'web-0' },
      ...{
        'io.kubernetes.container.name': 'app',
        [`${cri}-o.ImageName`]: 'web:1',
        [`${cri}-o.ContainerType`]: 'container',
      },
    },
    { namespace: 'shop', pod: 'web-0', container: 'app', image: 'web:1', sandbox: false },
  ],
  [
    'a sandbox',
    { [`${cri}.container-type`]: 'sandbox', [`${cri}.sandbox-name`]: 'web-0' },
    { namespace: '', pod: 'web-0', container: '', image: '', sandbox: true },
  ],
  ['no notes', {}, { namespace: '', pod: '', container: '', image: '', sandbox: false }],
  ['wrong types', { [`${cri}.sandbox-name`]: 7 }, { namespace: '', pod: '', container: '', image: '', sandbox: false }],
])('a bundle of %s', (_, annotations, expected) => {
  expect(parseBundle(JSON.stringify({ process: { env: ['PASSWORD=geheim'] }, annotations }))).toEqual(expected)
})

test('Docker', () => {
  const config = { Name: '/registry', Config: { Image: 'registry:2', Env: ['PASSWORD=geheim'] } }
  expect(parseDockerConfig(JSON.stringify(config))).toEqual({ container: 'registry', image: 'registry:2' })
  expect(parseDockerConfig('{}')).toEqual({ container: '', image: '' })
})

test('Podman', () => {
  const list = [{ id: 'a', names: ['db', 'other'] }, { id: 'b' }, { names: ['x'] }, { id: 7, names: [7] }, null, 'x']
  expect([...parseStorage(JSON.stringify(list))]).toEqual([['a', 'db']])
})

test('what is no such file', () => {
  for (const text of ['', '{', '{}', 'null', '[[]]']) expect(parseStorage(text).size).toBe(0)
  for (const text of ['', '{', '[]', 'null', '7', '{"annotations": []}']) expect(parseBundle(text)).toBeUndefined()
  for (const text of ['', '{', '[]', 'null']) expect(parseDockerConfig(text)).toBeUndefined()
  expect(parseDockerConfig(`{"Name": "${'x'.repeat(10_000)}"}`)?.container).toHaveLength(300)
  fc.assert(
    fc.property(fc.json(), (text) => void [parseBundle(text), parseDockerConfig(text), parseStorage(text)]),
    runs(200),
  )
})
