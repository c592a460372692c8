// What pods of Merlon may do, in every rendering: nothing that is not written here.
import { expect, test } from 'vitest'
import { containersOf, type KubernetesObject, type PodTemplate, podsOf, renderings } from '../../support/chart.ts'

const pods = renderings.flatMap(podsOf)
const containers = pods.flatMap((pod) =>
  containersOf(pod).map((container) => ({ pod, container, ...named(pod, container) })),
)

function named({ where }: PodTemplate, { name }: KubernetesObject) {
  return { where: `${where} ${name}` }
}

const component = ({ labels }: PodTemplate) => labels['app.kubernetes.io/component']
/** Steps with uid 0, and nothing but that. */
const prepares = (container: KubernetesObject) => ['prepare', 'remove'].includes(container.name)

test('there is something to look at', () => {
  expect(new Set(pods.map(component))).toEqual(new Set(['agent', 'collector', 'cleanup', 'cleanup-wait']))
  expect(new Set(containers.map(({ container }) => container.name))).toEqual(
    new Set(['agent', 'prepare', 'collector', 'remove', 'done', 'wait']),
  )
})

test.each(containers)('$where: nothing is privileged, and nothing can be written to the image', ({ container }) => {
  const { securityContext: own } = container
  expect(own.privileged ?? false).toBe(false)
  expect(own.readOnlyRootFilesystem).toBe(true)
  expect(own.capabilities.drop).toEqual(['ALL'])
  expect(own.seccompProfile).toBeUndefined()
  expect(own.procMount).toBeUndefined()
  expect(container.lifecycle).toBeUndefined()
})

test.each(containers)('$where: capabilities are the agent’s two, and it alone may gain them', ({ container }) => {
  const { securityContext: own } = container
  const isAgent = container.name === 'agent'
  expect(own.capabilities.add).toEqual(isAgent ? ['DAC_READ_SEARCH', 'SYS_PTRACE'] : undefined)
  expect(own.allowPrivilegeEscalation).toBe(isAgent)
})

test.each(containers)('$where: uid 0 has no capability, everything else is a user of its own', ({ container, pod }) => {
  const { securityContext: own } = container
  const user = prepares(container) ? 0 : component(pod) === 'collector' ? 61_001 : 61_000
  expect([own.runAsUser, own.runAsGroup, own.runAsNonRoot]).toEqual([user, user, user !== 0])
})

test.each(containers)('$where: requests and limits are set, and it is started by path', ({ container }) => {
  const { requests, limits } = container.resources
  expect(Object.keys(requests).sort()).toEqual(['cpu', 'memory'])
  expect(limits.memory).toBeTruthy()
  const program = container.name === 'agent' ? '/app/start' : '/usr/bin/node'
  expect(container.command[0]).toBe(program)
  expect(container.image).toMatch(/^[a-z0-9./-]+(:[0-9.]+|@sha256:[0-9a-f]{64})$/)
})

test.each(pods)(
  '$where: the seccomp profile is the runtime’s, host namespaces are closed but for the agent’s view of processes',
  (pod) => {
    const { spec } = pod
    expect(spec.securityContext.seccompProfile).toEqual({ type: 'RuntimeDefault' })
    expect(spec.hostPID ?? false).toBe(component(pod) === 'agent')
    expect([spec.hostNetwork ?? false, spec.hostIPC ?? false]).toEqual([false, false])
    expect(spec.shareProcessNamespace).toBeUndefined()
    expect(spec.enableServiceLinks).toBe(false)
    expect(
      containersOf(pod)
        .flatMap(({ ports }) => ports ?? [])
        .filter(({ hostPort }) => hostPort),
    ).toEqual([])
  },
)

test.each(pods)('$where: a token for the API server has who asks it', (pod) => {
  expect(pod.spec.automountServiceAccountToken).toBe(['collector', 'cleanup-wait'].includes(component(pod) ?? ''))
  const tokens = pod.spec.volumes.flatMap((each: KubernetesObject) => each.projected?.sources ?? [])
  const audience = { serviceAccountToken: { audience: 'merlon-collector', expirationSeconds: 600, path: 'token' } }
  expect(tokens).toEqual(component(pod) === 'agent' ? [audience] : [])
})

test.each(renderings)('$variant.file: no service account has a token that nobody asked for', ({ objects }) => {
  for (const each of objects.filter(({ kind }) => kind === 'ServiceAccount'))
    expect([each.metadata.name, each.automountServiceAccountToken]).toEqual([each.metadata.name, false])
})

test.each(pods)('$where: what of the node is mounted', (pod) => {
  const paths = pod.spec.volumes.flatMap(({ name, hostPath }: KubernetesObject) =>
    hostPath ? [[name, hostPath.path]] : [],
  )
  if (['collector', 'cleanup-wait'].includes(component(pod) ?? '')) expect(paths).toEqual([])
  const writable = containersOf(pod).flatMap(({ name, volumeMounts = [] }) =>
    volumeMounts
      .filter((each: KubernetesObject) => !each.readOnly && paths.some(([volume]: string[]) => volume === each.name))
      .map((each: KubernetesObject) => `${name} ${each.name}`),
  )
  const allowed = ['prepare spool', 'prepare tracing', 'agent spool', 'remove above', 'remove tracing']
  expect(writable.filter((each) => !allowed.includes(each))).toEqual([])
})

test.each(pods.filter((pod) => component(pod) === 'agent'))('$where: the node is read-only', ({ spec }) => {
  const [{ volumeMounts }] = spec.containers
  const host = volumeMounts.filter(({ mountPath }: KubernetesObject) => /^\/host(\/|$)/.test(mountPath))
  expect(host.length).toBeGreaterThan(0)
  for (const each of host) {
    expect(each.readOnly).toBe(true)
    expect(['HostToContainer', 'None']).toContain(each.mountPropagation)
    // A read-only bind mount is one at its top only; all the way down goes with mounts that do not come in later.
    expect(each.recursiveReadOnly).toBe(each.mountPropagation === 'None' ? 'IfPossible' : undefined)
  }
  expect(volumeMounts.find(({ name }: KubernetesObject) => name === 'tracing')?.readOnly ?? true).toBe(true)
})

test.each(pods.filter((pod) => component(pod) === 'agent'))(
  '$where: runs everywhere but on nodes that are none',
  ({ spec, object }) => {
    expect(spec.tolerations).toEqual([{ operator: 'Exists' }])
    expect(spec.nodeSelector['kubernetes.io/os']).toBe('linux')
    const [{ matchExpressions }] =
      spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms
    expect(matchExpressions.map(({ key, operator }: KubernetesObject) => `${key} ${operator}`)).toEqual([
      'type NotIn',
      'eks.amazonaws.com/compute-type NotIn',
    ])
    const { type, rollingUpdate } = object.spec.updateStrategy
    expect([type, rollingUpdate.maxSurge]).toEqual(['RollingUpdate', 0])
  },
)

test('AppArmor and SELinux are set where they are wanted, in the form that the version knows', () => {
  const contexts = pods
    .filter((pod) => ['agent', 'cleanup'].includes(component(pod) ?? ''))
    .map(({ where, spec, annotations }) => ({
      file: where.split(' ')[0]?.split('/').at(-1),
      field: spec.securityContext.appArmorProfile?.type,
      annotation: Object.keys(annotations).filter((each) => each.includes('apparmor')).length > 0,
      type: spec.securityContext.seLinuxOptions?.type,
    }))
  for (const { file, ...context } of contexts) {
    const wanted =
      file === 'private-root.yaml'
        ? { field: undefined, annotation: false, type: undefined }
        : file === 'default-1.29.yaml'
          ? { field: undefined, annotation: true, type: 'spc_t' }
          : { field: 'Unconfined', annotation: false, type: 'spc_t' }
    expect([file, context]).toEqual([file, wanted])
  }
})

test.each(renderings)('$variant.file: no secret is in an environment or an argument', ({ objects }) => {
  const text = JSON.stringify(objects.filter(({ spec }) => spec?.template).map(({ spec }) => spec.template.spec))
  expect(text).not.toMatch(/secretKeyRef|envFrom/)
})
