import { beforeAll, expect, test } from 'vitest'
import { observeNode } from '../../../support/certificates.ts'
import { issue, type Pair } from '../../../support/pki.ts'

let pair: Pair
beforeAll(async () => {
  pair = await issue({ name: 'CN=x', hosts: ['kubernetes.default.svc'] })
})

const args = '/var/snap/microk8s/current/args'

test('a component within another program uses certificates as one by itself does', async () => {
  const files = {
    [`${args}/kube-apiserver`]: '--tls-cert-file=/pki/x.crt\n--tls-private-key-file=/pki/x.key\n',
    [`${args}/kube-controller-manager`]: '',
    [`${args}/kube-scheduler`]: '--kubeconfig=/pki/scheduler.config\n',
    '/pki/x.crt': pair.cert,
    '/pki/x.key': pair.key,
  }
  const processes = [{ pid: 7, argv: ['/snap/microk8s/1/kubelite'] }]
  const { items, files: seen } = await observeNode({ files, processes })
  const source = `flag --tls-cert-file in ${args}/kube-apiserver`
  expect(items.map(({ name, uses }) => [name, uses])).toEqual([
    ['/pki/x.crt#1', [{ component: 'kube-apiserver', role: 'serving', source: expect.stringContaining(source) }]],
  ])
  expect(items[0]?.keyMatches?.value).toBe(true)
  expect(items[0]?.serves).toMatchObject([{ name: 'dns:kubernetes.default.svc', covered: true }])
  expect(seen.find(({ path }) => path === '/pki/scheduler.config')).toMatchObject({ presence: 'absent', named: true })
})

test('arguments of such a component that cannot be read are a gap', async () => {
  const { gaps } = await observeNode({
    files: { '/etc/kubernetes/pki/x.crt': pair.cert },
    processes: [{ pid: 7, argv: ['/snap/microk8s/1/kubelite'] }],
  })
  expect(gaps).toContainEqual({
    path: '/proc/7/cmdline',
    reason: `command line of kube-apiserver: ${args}/kube-apiserver: does not exist`,
  })
})
