import { expect, test } from 'vitest'
import { openHost } from '../../../../agent/host/host.ts'
import { apiServer } from '../../../../agent/inspect/apiserver.ts'
import { concluded, factOf, specOf } from '../../../support/controlplane.ts'
import { makeHost } from '../../../support/host.ts'

/** `kube-apiserver --help` of 1.36.3 lists these as its defaults. */
const defaults = [
  ...['CertificateApproval', 'CertificateSigning', 'CertificateSubjectRestriction', 'ClusterTrustBundleAttest'],
  ...['DefaultIngressClass', 'DefaultStorageClass', 'DefaultTolerationSeconds', 'JobValidation', 'LimitRanger'],
  ...['MutatingAdmissionPolicy', 'MutatingAdmissionWebhook', 'NamespaceLifecycle', 'NodeDeclaredFeatureValidator'],
  ...['PersistentVolumeClaimResize', 'PodGroupProtection', 'PodGroupWorkloadExists', 'PodResizeValidator'],
  ...['PodSecurity', 'PodTopologyLabels', 'Priority', 'ResourceQuota', 'RuntimeClass', 'ServiceAccount'],
  ...['StorageObjectInUseProtection', 'TaintNodesByCondition', 'ValidatingAdmissionPolicy'],
  'ValidatingAdmissionWebhook',
]
const byDefault = 'default (kube-apiserver)'

test.each<[string[], string[], string]>([
  [[], defaults, byDefault],
  [
    ['--enable-admission-plugins=NodeRestriction', '--enable-admission-plugins=AlwaysPullImages,PodSecurity'],
    [...defaults, 'AlwaysPullImages', 'NodeRestriction'].sort(),
    `flag --enable-admission-plugins, ${byDefault}`,
  ],
  [
    ['--disable-admission-plugins=ServiceAccount,AlwaysAdmit'],
    defaults.filter((name) => name !== 'ServiceAccount'),
    `flag --disable-admission-plugins, ${byDefault}`,
  ],
  [['--admission-control=NodeRestriction,LimitRanger'], ['LimitRanger', 'NodeRestriction'], 'flag --admission-control'],
])('plugins of %j', async (args, plugins, source) => {
  expect(concluded(await factOf({ args }), 'admissionPlugins')).toEqual([plugins, source])
})

test.each<[string, string[]]>([
  ['v1.35.4', ['NodeDeclaredFeatureValidator']],
  ['v1.34.10', []],
  ['v1.33.0', []],
])('what %s has beside the others', async (version, more) => {
  const newest = [
    'JobValidation',
    'NodeDeclaredFeatureValidator',
    'PodGroupProtection',
    'PodGroupWorkloadExists',
    'PodResizeValidator',
  ]
  const expected = defaults.filter((name) => !newest.includes(name) || more.includes(name))
  expect(concluded(await factOf({ version }), 'admissionPlugins')).toEqual([expected, byDefault])
})

test.each<[string | null, string]>([
  ['v1.29.0', 'those of v1.29.0 are not known here'],
  ['v1.40.0', 'those of v1.40.0 are not known here'],
  [null, 'the version is not known: /usr/local/bin/kube-apiserver cannot be read, or does not say it'],
])('the defaults of %s are not known', async (version, words) => {
  expect(concluded(await factOf({ version }), 'admissionPlugins')).toEqual([
    undefined,
    `which plugins are on by default depends on the version, and ${words}`,
  ])
})

test.each<[string[], string, string]>([
  [
    ['--enable-admission-plugins=PodSecurityPolicy'],
    'v1.36.3',
    'flag --enable-admission-plugins: plugin "PodSecurityPolicy" is unknown',
  ],
  [
    ['--enable-admission-plugins=EventRateLimit', '--disable-admission-plugins=EventRateLimit'],
    'v1.29.0',
    'flag --enable-admission-plugins: EventRateLimit is in enable-admission-plugins and disable-admission-plugins',
  ],
  [
    ['--admission-control=LimitRanger', '--enable-admission-plugins=NodeRestriction'],
    'v1.36.3',
    'flag --admission-control: cannot stand beside --enable-admission-plugins or --disable-admission-plugins',
  ],
])('%j of %s does not load', async (args, version, reason) => {
  expect(await apiServer.inspect(openHost(makeHost(specOf({ args, version }))))).toEqual({
    status: 'failed',
    reason: `does not load: ${reason}`,
  })
})

test('builds of others may have plugins of their own', async () => {
  const fact = await factOf({ args: ['--admission-control=Mine'], version: 'v1.36.3+k3s1' })
  expect(concluded(fact, 'admissionPlugins')).toEqual([['Mine'], 'flag --admission-control'])
})
