import { Registry } from 'prom-client'
import { expect, test } from 'vitest'
import { addProfileMetrics } from '../../../collector/api/profilemetrics.ts'
import type { Profiles } from '../../../collector/profiles.ts'

test('violations by severity and profiles by state are told, also where there are none', async () => {
  const open = { info: 0, low: 0, medium: 2, high: 1, critical: 0 }
  const registry = new Registry()
  const list = async () => [{ state: 'learning' }, { state: 'alerting' }, { state: 'learning' }]
  addProfileMetrics(registry, {
    counts: async () => ({ open, acknowledged: 3, suppressed: 7, unlearned: 0 }),
    list: list as unknown as Profiles['list'],
  })
  const text = await registry.metrics()
  expect(text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))).toEqual([
    ...Object.entries(open).map(([severity, count]) => `merlon_violations{severity="${severity}"} ${count}`),
    'merlon_violations_suppressed 7',
    'merlon_profiles{state="learning"} 2',
    'merlon_profiles{state="review"} 0',
    'merlon_profiles{state="alerting"} 1',
  ])
})
