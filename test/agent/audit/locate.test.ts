import { expect, test } from 'vitest'
import { locateAuditLog } from '../../../agent/audit/locate.ts'
import { openHost } from '../../../agent/host/host.ts'
import { specOf } from '../../support/controlplane.ts'
import { type HostSpec, makeHost, withMore } from '../../support/host.ts'

const look = (spec: HostSpec) => locateAuditLog(openHost(makeHost(spec)))
const apiServer = (...args: string[]): HostSpec => ({
  processes: [{ pid: 7, exe: '/usr/local/bin/kube-apiserver', argv: ['kube-apiserver', ...args] }],
})

test('the log that the flag of the running API server names', async () => {
  expect(await look(apiServer('--audit-log-path=/var/log/a.log', '--audit-log-path', '/var/log/b.log'))).toEqual({
    status: 'observed',
    value: '/var/log/b.log',
  })
})

test.each<[string, HostSpec]>([
  ['no API server', {}],
  ['no flag', apiServer()],
  ['an empty flag', apiServer('--audit-log-path=')],
  ['the standard output', apiServer('--audit-log-path=-')],
])('with %s there is none', async (_name, spec) => {
  expect((await look(spec)).status).toBe('absent')
})

const inPod = (mountinfo: string) =>
  look(
    withMore(specOf({ args: ['--audit-log-path=/var/log/apiserver/audit.log'] }), {
      files: {
        '/proc/7/mountinfo': mountinfo,
        '/proc/1/mountinfo': '1 0 8:1 / / rw - ext4 /dev/sda1 rw\n',
      },
    }),
  )
const ownFiles = '1 0 0:50 / / rw - overlay overlay rw\n'

test('the place on the host of a log that a container has mounted', async () => {
  expect(await inPod(`${ownFiles}2 1 8:1 /srv/audit /var/log/apiserver rw - ext4 /dev/sda1 rw\n`)).toEqual({
    status: 'observed',
    value: '/srv/audit/audit.log',
  })
})

test('a log within the container is not on the host, and that is said', async () => {
  expect(await inPod(ownFiles)).toMatchObject({
    status: 'failed',
    reason: expect.stringContaining('/var/log/apiserver/audit.log'),
  })
})
