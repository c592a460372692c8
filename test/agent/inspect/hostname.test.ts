import { expect, test } from 'vitest'
import { openHost } from '../../../agent/host/host.ts'
import { hostName } from '../../../agent/inspect/hostname.ts'
import { makeHost } from '../../support/host.ts'

const told = { '/proc/sys/kernel/hostname': 'pod-7f\n' }

test('what the kernel tells, where it is the same for all', async () => {
  const host = openHost(makeHost({ files: told }))
  expect(await hostName(host)).toEqual({ value: 'pod-7f', source: 'file /proc/sys/kernel/hostname' })
})

test('the file, where the kernel tells the name of another namespace', async () => {
  const root = makeHost({
    files: {
      ...told,
      '/etc/hostname': '# made\nworker-1\n',
      '/proc/self/ns/uts': { link: 'uts:[1]' },
      '/proc/1/ns/uts': { link: 'uts:[2]' },
    },
  })
  expect(await hostName(openHost(root))).toEqual({ value: 'worker-1', source: 'file /etc/hostname' })
})

test('nothing, where neither tells', async () => {
  expect(await hostName(openHost(makeHost({})))).toEqual({ source: 'file /etc/hostname', unknown: 'does not exist' })
})
