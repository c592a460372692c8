import { expect, test } from 'vitest'
import { compileFilter } from '../../../agent/cli/tracefilter.ts'
import type { ProcessObservation } from '../../../agent/processes/observation.ts'

const start = {
  ...{
    path: '/usr/bin/dash',
    script: { path: '/opt/run.sh', by: 'kernel' },
    uid: 1000,
    pid: 7,
    layer: 'upper',
    signals: ['memfd'],
  },
  place: { place: 'pod', unit: '', pod: 'uid-1', container: 'abc' },
  name: { namespace: 'shop', pod: 'web-0', container: 'app' },
} as unknown as ProcessObservation

test.each<[readonly string[], boolean]>([
  [[], true],
  [['dash'], true],
  [['run.sh'], true],
  [['bash'], false],
  [['pod=web-0'], true],
  [['pod=uid-1'], true],
  [['pod=web'], false],
  [['pod=web-*'], true],
  [['pod=*-0'], true],
  [['pod=*b*0'], true],
  [['pod=*x*'], false],
  [['path=/usr/*/dash'], true],
  [['path=/usr/bin/dashdash'], false],
  [['path=/usr/bin/dash*dash'], false],
  [['namespace=shop', 'uid=1000'], true],
  [['namespace=shop', 'uid=0'], false],
  [['unit='], true],
  [['signal=*'], true],
  [['layer=upper', 'place=pod', 'container=app', 'pid=7', 'script=*.sh'], true],
  [['constructor=x'], false],
  [['a=b'], false],
])('%j: %s', (terms, expected) => {
  expect(compileFilter(terms)(start)).toBe(expected)
})
