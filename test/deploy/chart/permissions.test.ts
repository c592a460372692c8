// What the collector may do at the API server is what it does there.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { objectOf, renderingOf, renderings } from '../../support/chart.ts'

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')

interface Rule {
  readonly apiGroups: readonly string[]
  readonly resources: readonly string[]
  readonly resourceNames?: readonly string[]
  readonly verbs: readonly string[]
}

/** Where each permission is used: a call in the one file that speaks with API servers. */
const uses: Readonly<Record<string, RegExp>> = {
  'create authentication.k8s.io/tokenreviews': /\.createTokenReview\(/,
  'get /nodes': /\.readNode\(/,
  'list /nodes': /\.listNode\(/,
  'watch /nodes': /\.watch\('\/api\/v1\/nodes'/,
  'get /namespaces kube-system': /\.readNamespace\(\{ name: 'kube-system' \}/,
  'get /pods': /\.readNamespacedPod\(/,
  'get apps/replicasets': /\.readNamespacedReplicaSet\(/,
  'get batch/jobs': /\.readNamespacedJob\(/,
}
/** Those that ask whose a pod is: by value. */
const ofOwners = ['get /pods', 'get apps/replicasets', 'get batch/jobs']
const speaking = read('collector/identity/kubernetes.ts')

/** `verb group/resource name` of each. */
function permissions(rules: readonly Rule[]): string[] {
  return rules.flatMap(({ apiGroups, resources, resourceNames = [''], verbs }) =>
    verbs.flatMap((verb) =>
      apiGroups.flatMap((group) =>
        resources.flatMap((resource) => resourceNames.map((name) => `${verb} ${group}/${resource} ${name}`.trim())),
      ),
    ),
  )
}

test.each(Object.entries(uses))('%s is used', (_permission, call) => {
  expect(speaking).toMatch(call)
})

test('the file calls nothing else', () => {
  const call = /\.((?:create|read|list|patch|replace|delete|connect)[A-Z]\w*|watch)\(/g
  const calls = new Set([...speaking.matchAll(call)].map(([, name]) => name))
  calls.delete('createConfiguration')
  const namespaced = ['readNamespacedJob', 'readNamespacedPod', 'readNamespacedReplicaSet']
  const known = ['createTokenReview', 'listNode', 'readNamespace', ...namespaced, 'readNode', 'watch']
  expect([...calls].sort()).toEqual(known)
})

test('the collector may do that, and nothing more', () => {
  const rendering = renderingOf('default')
  const everywhere = objectOf(rendering, 'ClusterRole', 'merlon-merlon-collector')
  const here = objectOf(rendering, 'Role', 'merlon-collector')
  expect(permissions(everywhere.rules).sort()).toEqual(Object.keys(uses).sort())
  expect(permissions(here.rules)).toEqual(['get /pods'])
})

test('it asks whose pods are only where that is wanted', () => {
  const rendering = renderingOf('least')
  const { rules } = objectOf(rendering, 'ClusterRole', 'merlon-merlon-collector')
  expect(permissions(rules).sort()).toEqual(
    Object.keys(uses)
      .filter((each) => !ofOwners.includes(each))
      .sort(),
  )
})

test('asking kubelets is one permission more, by value', () => {
  const { rules } = objectOf(renderingOf('registry'), 'ClusterRole', 'merlon-posture-collector')
  const more = permissions(rules).filter((each) => !Object.hasOwn(uses, each))
  expect(more).toEqual(['get /nodes/configz'])
  expect(read('collector/configz/ask.ts')).toContain('/configz')
})

test.each(renderings)('$variant.file: no wildcard, no change, no secret; agents have no role', ({ objects }) => {
  const roles = objects.filter(({ kind }) => /^(Cluster)?Role$/.test(kind))
  const all = roles.flatMap(({ rules }) => permissions(rules))
  expect(all.filter((each) => /\*|secrets|exec|proxy|impersonate|escalate|bind\b/.test(each))).toEqual([])
  expect(all.filter((each) => !/^(get|list|watch) /.test(each))).toEqual(
    all.filter((each) => each === 'create authentication.k8s.io/tokenreviews'),
  )
  const subjects = objects.flatMap(({ subjects = [] }) => subjects.map(({ name }: { name: string }) => name))
  expect(subjects.filter((each) => each.endsWith('-agent'))).toEqual([])
  const cleanup = roles.find(({ metadata }) => metadata.name.endsWith('-cleanup'))
  if (cleanup) expect(permissions(cleanup.rules)).toEqual([`get apps/daemonsets ${cleanup.metadata.name}`])
})

test('on OpenShift pods are let in by constraints of their own, as narrow as their pods are', () => {
  const { objects } = renderingOf('registry')
  const constraints = objects.filter(({ kind }) => kind === 'SecurityContextConstraints')
  const account = (name: string) => [`system:serviceaccount:merlon:posture-${name}`]
  expect(constraints.map(({ users }) => users).sort()).toEqual([account('agent'), account('cleanup')])
  for (const each of constraints) {
    const isAgent = each.users[0].endsWith('-agent')
    expect(each).toMatchObject({
      ...{ allowHostPID: isAgent, allowPrivilegeEscalation: isAgent, allowPrivilegedContainer: false },
      ...{
        allowHostNetwork: false,
        allowHostIPC: false,
        readOnlyRootFilesystem: true,
        requiredDropCapabilities: ['ALL'],
      },
      allowedCapabilities: isAgent ? ['DAC_READ_SEARCH', 'SYS_PTRACE'] : [],
    })
    // What admits the cleanup has to be there when everything else is gone.
    expect(each.metadata.annotations?.['helm.sh/hook']).toBe(isAgent ? undefined : 'post-delete')
  }
  const bound = objects.filter(({ roleRef }) => roleRef?.name === 'system:openshift:scc:nonroot-v2')
  const names = bound.flatMap(({ subjects }) => subjects.map(({ name }: { name: string }) => name))
  expect(names.sort()).toEqual(['posture-cleanup-wait', 'posture-collector'])
})
