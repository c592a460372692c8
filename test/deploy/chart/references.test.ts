// What an API server does not say: that objects name each other rightly.
import { expect, test } from 'vitest'
import { containersOf, type KubernetesObject, podsOf, type Rendering, renderings } from '../../support/chart.ts'

/** Names that a rendering may use without making them: the operator's, and what cert-manager makes. */
const given = /^(our-|merlon-database$|registry$)/

const made = ({ objects, variant }: Rendering, kind: string) => {
  const own = objects.filter((each) => each.kind === kind).map((each) => each.metadata.name)
  const issued =
    kind === 'Secret' ? objects.filter((each) => each.kind === 'Certificate').map(({ spec }) => spec.secretName) : []
  const manifests = variant.file.startsWith('deploy/') || variant.name === 'agents-only'
  return new Set([...own, ...issued, ...(manifests ? ['merlon-authority', 'merlon-ca', 'merlon-trust'] : [])])
}

test.each(renderings)('$variant.file: no two objects are the same', ({ objects }) => {
  const ids = objects.map((each) => `${each.kind}/${each.metadata.namespace ?? ''}/${each.metadata.name}`)
  expect(ids.filter((each, at) => ids.indexOf(each) !== at)).toEqual([])
  expect(objects.length).toBeGreaterThan(5)
})

test.each(renderings)('$variant.file: every volume is mounted and every mount has a volume', (rendering) => {
  for (const pod of podsOf(rendering)) {
    const claims = (pod.object.spec.volumeClaimTemplates ?? []).map(({ metadata }: KubernetesObject) => metadata.name)
    const volumes = [...(pod.spec.volumes ?? []).map(({ name }: KubernetesObject) => name), ...claims]
    const mounts = containersOf(pod).flatMap(({ volumeMounts = [] }) =>
      volumeMounts.map(({ name }: KubernetesObject) => name),
    )
    expect([pod.where, [...new Set(volumes)].sort()]).toEqual([pod.where, [...new Set(mounts)].sort()])
    expect([pod.where, volumes.length]).toEqual([pod.where, new Set(volumes).size])
    for (const { volumeMounts = [] } of containersOf(pod)) {
      const places = volumeMounts.map(({ mountPath }: KubernetesObject) => mountPath)
      expect([pod.where, new Set(places).size]).toEqual([pod.where, places.length])
    }
  }
})

test.each(renderings)('$variant.file: secrets, ConfigMaps and accounts that pods name are there', (rendering) => {
  const missing = podsOf(rendering).flatMap(({ where, spec }) => {
    const volumes: KubernetesObject[] = spec.volumes ?? []
    const wanted: [string, string][] = [
      ...volumes.flatMap(({ secret }): [string, string][] => (secret ? [['Secret', secret.secretName]] : [])),
      ...volumes.flatMap(({ configMap }): [string, string][] => (configMap ? [['ConfigMap', configMap.name]] : [])),
      ['ServiceAccount', spec.serviceAccountName],
    ]
    return wanted
      .filter(([kind, name]) => !given.test(name) && !made(rendering, kind).has(name))
      .map((each) => [where, ...each])
  })
  expect(missing).toEqual([])
})

test.each(renderings)('$variant.file: selectors find pods, and only their own', (rendering) => {
  const pods = podsOf(rendering)
  const fits = (selector: Record<string, string>, labels: Readonly<Record<string, string>>) =>
    Object.entries(selector).every(([key, value]) => labels[key] === value)
  for (const { object, labels, where } of pods) {
    const selector = object.spec.selector?.matchLabels
    if (object.kind === 'Job') continue
    expect([where, fits(selector, labels)]).toEqual([where, true])
    const others = pods
      .filter((each) => each.object !== object && fits(selector, each.labels))
      .map((each) => each.where)
    expect(others).toEqual([])
  }
  const selecting = rendering.objects.filter(({ kind }) =>
    ['Service', 'NetworkPolicy', 'PodDisruptionBudget', 'PodMonitor'].includes(kind),
  )
  for (const { kind, metadata, spec } of selecting) {
    const selector = kind === 'Service' ? spec.selector : (spec.selector ?? spec.podSelector).matchLabels
    const found = pods
      .filter((each) => fits(selector, each.labels))
      .map(({ labels }) => labels['app.kubernetes.io/component'])
    const wanted = metadata.name.endsWith('-agent') ? 'agent' : 'collector'
    expect([kind, metadata.name, found]).toEqual([kind, metadata.name, [wanted]])
  }
})

test.each(renderings)('$variant.file: ports that are named exist', (rendering) => {
  for (const { where, spec } of podsOf(rendering))
    for (const container of spec.containers) {
      const ports = (container.ports ?? []).map(({ name }: KubernetesObject) => name)
      for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe'])
        if (container[probe])
          expect([where, ports]).toEqual([where, expect.arrayContaining([container[probe].httpGet.port])])
    }
  for (const { spec } of rendering.objects.filter(({ kind }) => kind === 'Service'))
    expect(spec.ports.map(({ name, port, targetPort }: KubernetesObject) => [name, port, targetPort])).toEqual([
      ['grpc', 7440, 'grpc'],
      ['https', 7441, 'https'],
    ])
})

test.each(renderings)('$variant.file: roles are bound to accounts that are there', (rendering) => {
  // What OpenShift brings along is bound, too.
  const bindings = rendering.objects.filter(
    ({ kind, roleRef }) => kind.endsWith('RoleBinding') && roleRef.name !== 'system:openshift:scc:nonroot-v2',
  )
  const roles = rendering.objects.filter(({ kind }) => /^(Cluster)?Role$/.test(kind))
  expect(bindings.map(({ roleRef }) => `${roleRef.kind}/${roleRef.name}`).sort()).toEqual(
    roles.map(({ kind, metadata }) => `${kind}/${metadata.name}`).sort(),
  )
  for (const { subjects } of bindings)
    for (const { name, namespace } of subjects) {
      expect(made(rendering, 'ServiceAccount').has(name)).toBe(true)
      expect(namespace).toBe('merlon')
    }
})

test.each(renderings)('$variant.file: everything is labelled, and in the namespace', ({ objects }) => {
  const clusterWide = /^(Namespace|ClusterRole|ClusterRoleBinding|SecurityContextConstraints)$/
  for (const { kind, metadata } of objects) {
    expect(metadata.labels).toMatchObject({ 'app.kubernetes.io/name': 'merlon', 'app.kubernetes.io/part-of': 'merlon' })
    expect([kind, metadata.namespace]).toEqual([kind, clusterWide.test(kind) ? undefined : 'merlon'])
  }
})
