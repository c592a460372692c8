// The programs accept the configuration that the chart writes for them.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { agentSchema } from '../../../agent/config.ts'
import { collectorSchema } from '../../../collector/config.ts'
import { loadConfig } from '../../../lib/config.ts'
import { agentKeys, collectorKeys } from '../../../scripts/chart-schema.ts'
import {
  containersOf,
  type KubernetesObject,
  podsOf,
  type Rendering,
  renderingOf,
  renderings,
} from '../../support/chart.ts'

const directory = mkdtempSync(join(tmpdir(), 'merlon-test-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

/** Text of a ConfigMap's key as a file; undefined where the rendering has none. */
function written({ objects }: Rendering, key: string): string | undefined {
  const found = objects.find(({ kind, data }) => kind === 'ConfigMap' && data[key] !== undefined)
  if (!found) return undefined
  const file = join(directory, key)
  writeFileSync(file, found.data[key])
  return file
}

const container = (rendering: Rendering, name: string) =>
  podsOf(rendering)
    .flatMap(containersOf)
    .find((each) => each.name === name)

/** Plain values of a container's environment. */
const environmentOf = (each: KubernetesObject): Record<string, string> =>
  Object.fromEntries((each.env ?? []).flatMap(({ name, value }: KubernetesObject) => (value ? [[name, value]] : [])))

const mounts = (each: KubernetesObject): string[] =>
  each.volumeMounts.map(({ mountPath }: KubernetesObject) => mountPath)

test.each(renderings.filter((each) => container(each, 'agent')))('$variant.file: the agent', (rendering) => {
  const agent = container(rendering, 'agent')
  const file = written(rendering, 'agent.yaml')
  const { values } = loadConfig(agentSchema, { file, environment: environmentOf(agent), flags: {} })
  expect(values).toMatchObject({ root: '/host', attest: 'service-account', spoolFile: '' })
  expect(values.metrics).toMatch(/^(0\.0\.0\.0|\[::\]):7442$/)
  expect(agent.args).toEqual(['agent', '--config', '/etc/merlon/config/agent.yaml'])
  for (const path of [values.ca, values.tokenFile])
    expect(mounts(agent).some((each) => path.startsWith(`${each}/`))).toBe(true)
  // The limit is above what the agent keeps to itself.
  expect(values.memoryMebibytes).toBeLessThan(Number(agent.resources.limits.memory.replace('Mi', '')))
  expect(values.trace === 'off').toBe(!mounts(agent).includes('/sys/kernel/tracing'))
})

test.each(renderings.filter((each) => container(each, 'collector')))('$variant.file: the collector', (rendering) => {
  const collector = container(rendering, 'collector')
  const file = written(rendering, 'collector.yaml')
  const { values } = loadConfig(collectorSchema, { file, environment: environmentOf(collector), flags: {} })
  expect(values.state).toBe('/var/lib/merlon/collector')
  expect([values.listen, values.http].join()).toMatch(/^(0\.0\.0\.0|\[::\]):7440,(0\.0\.0\.0|\[::\]):7441$/)
  const databases = [values.databaseUrlFile, values.databaseReadUrlFile]
  const files = [values.authorityCert, values.authorityKey, values.tlsCert, values.tlsKey, ...databases]
  for (const path of [...files, values.authorityTrust, ...values.ruleDirectories].filter((each) => each))
    expect([path, mounts(collector).some((each) => `${path}/`.startsWith(`${each}/`))]).toEqual([path, true])
  const agents = podsOf(rendering).find(({ labels }) => labels['app.kubernetes.io/component'] === 'agent')
  expect(values.kubernetes?.serviceAccounts).toEqual([`merlon/${agents?.spec.serviceAccountName}`])
  // Probes and agents ask by a name that the certificate has.
  const [host] = collector.readinessProbe.httpGet.httpHeaders
  expect(values.names).toContain(host.value)
  expect(values.names).toContain('$(POD_IP)')
  const asked = written(rendering, 'agent.yaml')
  const { values: agent } = loadConfig(agentSchema, { file: asked, environment: {}, flags: {} })
  expect(agent.collector).toBe(`${host.value}:7440`)
})

test('what is added by values arrives', () => {
  const load = (name: string) => {
    const file = written(renderingOf(name), 'collector.yaml')
    return loadConfig(collectorSchema, { file, environment: {}, flags: {} }).values
  }
  expect(load('registry')).toMatchObject({
    eventDays: 14,
    rules: { 'kubelet-anonymous-auth': { severity: 'critical' } },
  })
  expect(load('registry').kubeletConfigz?.token).toBe('/var/run/secrets/kubernetes.io/serviceaccount/token')
  expect(load('registry').authorityTrust).toBe('/etc/merlon/config/trust.pem')
  expect(load('replicated')).toMatchObject({
    ...{ clusterName: 'prod', databaseUrlFile: '/etc/merlon/database/url' },
    databaseReadUrlFile: '/etc/merlon/database-read/url',
  })
  expect(load('default')).toMatchObject({ databaseUrlFile: '', databaseReadUrlFile: '' })
  expect(mounts(container(renderingOf('registry'), 'collector'))).toContain('/etc/merlon/kubelets')
  expect(mounts(container(renderingOf('registry'), 'agent'))).toContain('/etc/merlon/passwords')
  expect(load('registry').kubernetes?.excludeNodes).toEqual(['example.com/lab=true'])
  const agent = loadConfig(agentSchema, {
    file: written(renderingOf('least'), 'agent.yaml'),
    environment: {},
    flags: {},
  })
  expect(agent.values).toMatchObject({ passSeconds: 600, commandLines: false, trace: 'off' })
})

test('keys that the chart keeps to itself are keys', () => {
  expect(agentKeys.filter((each) => !(each in agentSchema.shape))).toEqual([])
  expect(collectorKeys.filter((each) => !(each in collectorSchema.shape))).toEqual([])
})
