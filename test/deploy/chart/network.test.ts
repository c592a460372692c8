// Who may speak with whom.
import { expect, test } from 'vitest'
import { objectOf, renderingOf } from '../../support/chart.ts'

const agent = { 'app.kubernetes.io/component': 'agent' }
const collector = { 'app.kubernetes.io/component': 'collector' }
const pods = (labels: object) => ({ podSelector: { matchLabels: expect.objectContaining(labels) } })
const system = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } } }
const names = {
  to: [system],
  ports: [
    { port: 53, protocol: 'UDP' },
    { port: 53, protocol: 'TCP' },
  ],
}
const tcp = (...ports: number[]) => ports.map((port) => ({ port, protocol: 'TCP' }))
const policy = (rendering: string, name: string) => objectOf(renderingOf(rendering), 'NetworkPolicy', name).spec

test('agents reach the collector and names, and nobody reaches them', () => {
  expect(policy('default', 'merlon-agent')).toMatchObject({ policyTypes: ['Ingress', 'Egress'], ingress: [] })
  expect(policy('default', 'merlon-agent').egress).toEqual([{ to: [pods(collector)], ports: tcp(7440) }, names])
})

test('agents reach a collector elsewhere at its port', () => {
  expect(policy('agents-only', 'merlon-agent').egress).toEqual([{ ports: tcp(7440) }, names])
})

test('the collector is reached by agents alone, and reaches the API server and names', () => {
  const { policyTypes, ingress, egress } = policy('default', 'merlon-collector')
  expect(policyTypes).toEqual(['Ingress', 'Egress'])
  expect(ingress).toEqual([{ from: [pods(agent)], ports: tcp(7440) }])
  expect(egress).toEqual([{ ports: tcp(443, 6443) }, names])
})

test('whoever scrapes, looks, or keeps the data is named', () => {
  const of = (name: string) => ({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } })
  const { ingress, egress } = policy('replicated', 'merlon-collector')
  expect(ingress).toEqual([
    { from: [pods(agent)], ports: tcp(7440) },
    { from: [of('monitoring'), of('ingress')], ports: tcp(7441) },
  ])
  expect(egress).toEqual([
    { to: [{ ipBlock: { cidr: '10.250.0.10/32' } }], ports: tcp(443, 6443) },
    { to: [{ ...of('databases'), podSelector: { matchLabels: { app: 'postgres' } } }], ports: tcp(5432) },
    names,
  ])
  expect(policy('replicated', 'merlon-agent').ingress).toEqual([{ from: [of('monitoring')], ports: tcp(7442) }])
})

test('asking kubelets opens their port', () => {
  expect(policy('registry', 'posture-collector').egress).toContainEqual({ ports: tcp(10_250) })
})

test('policies are left out where they are not wanted', () => {
  expect(renderingOf('private-root').objects.filter(({ kind }) => kind === 'NetworkPolicy')).toEqual([])
})
