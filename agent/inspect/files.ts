import type { FileItem, FilesFact, Gap } from '../../proto/index.ts'
import { compare } from '../../proto/value.ts'
import { accountFiles } from '../host/accounts.ts'
import type { Host } from '../host/host.ts'
import { componentProcesses } from './components.ts'
import type { Distribution } from './distribution/tells.ts'
import { distributionProcesses, distributionReads, seeDistribution } from './distribution.ts'
import { itemOf, newLooker } from './files/item.ts'
import { findNamed, namingPrograms } from './files/named.ts'
import { type Candidate, usualPlace } from './files/roles.ts'
import { usersOfFiles } from './files/users.ts'
import {
  adminKubeconfigOf,
  adminKubeconfigs,
  pkiTrees,
  usualCandidates,
  usualDirectories,
  usualStaticPods,
} from './files/usual.ts'
import { listStaticPods, listUsual, walkPki } from './files/walk.ts'
import type { Inspector, Observation, Read } from './inspector.ts'
import { kubelet } from './kubelet.ts'

/**
 * The files that decide over the node's security, found through what runs and at the usual places, and who could read or
 * change them. Their state alone is looked at, never their content.
 */
export const files: Inspector<'files'> = {
  domain: 'files',
  schema: 2,
  processes: [...namingPrograms, 'kube-apiserver', ...distributionProcesses],
  reads: [
    ...usualCandidates().map(({ path, role }) => ({ glob: path, why: `${role} (state only)` })),
    ...adminKubeconfigs.map((glob) => ({ glob, why: 'admin-kubeconfig (state only)' })),
    ...usualDirectories.flatMap(({ directory, role }) => below(directory, '*', role)),
    ...usualStaticPods.flatMap((directory) => below(directory, '*', 'static pods')),
    ...pkiTrees.flatMap((directory) => below(directory, '**', 'certificates and keys')),
    ...accountFiles.map((path) => ({ glob: path, why: 'names of owners' })),
    {
      glob: '/proc/*/environ',
      why: 'ETCD_DATA_DIR and ETCD_WAL_DIR of etcd, KUBELET_CONFIG_DROPIN_DIR_ALPHA of the kubelet',
    },
    { glob: '/proc/*/status', why: 'as whom components run' },
    { glob: '/proc/*/mountinfo', why: 'where the host has the files of a component in a container' },
    { origin: 'directories above a file', why: 'whether they keep others out (state only)' },
    { origin: 'named by flags and environment of Kubernetes components', why: 'their files (state only)' },
    { origin: 'named by the configuration of the kubelet', why: 'its files (state only)' },
    ...distributionReads,
    ...kubelet.reads,
  ],
  inspect,
}

function below(directory: string, entries: string, what: string): Read[] {
  return [directory, `${directory}/${entries}`].map((glob) => ({ glob, why: `${what} (state only)` }))
}

async function inspect(host: Host): Promise<Observation<FilesFact>> {
  const gaps: Gap[] = []
  gaps.push(...(await missingMounts(host)))
  const candidates = distinct(await findCandidates(host, gaps))
  const [accounts, looker, usersOf] = [await host.accounts(), newLooker(), usersOfFiles(host)]
  const items: FileItem[] = []
  for (const candidate of candidates) {
    const item = await itemOf(host, accounts, looker, candidate)
    const users = item ? usersOf(item) : []
    if (item) items.push(users.length > 0 ? { ...item, users: [...users] } : item)
  }
  const told = withoutEchoes(items)
  told.sort((a, b) => compare(a.path ?? '', b.path ?? '') || compare(a.role ?? '', b.role ?? ''))
  return { status: 'observed', fact: { items: told }, gaps: distinctGaps(gaps) }
}

/** What is not there because nobody mounted it: files that it would hold, or lead to, may be there all the same. */
async function missingMounts(host: Host): Promise<Gap[]> {
  const [all, configuration] = [host.proc.processes(), await host.root.stat('/etc')]
  const gaps: Gap[] = configuration.status === 'absent' ? [{ path: '/etc', reason: 'is not mounted here' }] : []
  if (all.status === 'observed') return gaps
  const reason = all.status === 'absent' ? 'is not mounted here: what components name is not known' : all.reason
  return [...gaps, { path: '/proc', reason }]
}

/** What running components name comes first: it says more than a usual place. */
async function findCandidates(host: Host, gaps: Gap[]): Promise<Candidate[]> {
  const named = await findNamed(host)
  gaps.push(...named.gaps)
  const found = [...named.candidates]
  const pods = named.staticPods ? [named.staticPods] : usualStaticPods.map((path) => ({ path, foundBy: usualPlace }))
  for (const { path, foundBy } of pods) {
    found.push({ path, role: 'static-pod-directory', foundBy, ...(named.staticPods ? { named: true as const } : {}) })
    found.push(...(await listStaticPods(host.root, path, `entry of ${path}`, gaps)))
  }
  const { name: own } = await seeDistribution(host)
  found.push(...adminCandidates(host, found, own), ...usualCandidates(own))
  for (const directory of usualDirectories) found.push(...(await listUsual(host.root, directory, gaps)))
  for (const tree of pkiTrees) found.push(...(await walkPki(host.root, tree, gaps)))
  return found
}

/** A control plane has an administrator's kubeconfig: that it is not here is an answer too. */
function adminCandidates(host: Host, found: readonly Candidate[], own: Distribution | undefined): Candidate[] {
  const isControlPlane =
    found.some((each) => each.role === 'kube-apiserver-manifest') ||
    componentProcesses(host, 'kube-apiserver').length > 0
  const expected = isControlPlane ? adminKubeconfigOf(own) : undefined
  return adminKubeconfigs.map((path): Candidate => {
    const candidate: Candidate = { path, role: 'admin-kubeconfig', foundBy: usualPlace }
    return path === expected ? { ...candidate, expected: true } : candidate
  })
}

/**
 * A usual place that leads to another one which is told, or to which a named one leads: `/lib` is `/usr/lib` on most
 * systems, and `/var/run` is `/run`.
 */
function withoutEchoes(items: readonly FileItem[]): FileItem[] {
  const keyOf = (role: string | null | undefined, path: string | null | undefined) => `${role}\0${path}`
  const told = new Set(items.map((each) => keyOf(each.role, each.path)))
  const ledTo = new Set(
    items.filter((each) => each.foundBy !== usualPlace).map((each) => keyOf(each.role, each.target)),
  )
  const isEcho = ({ role, path, target }: FileItem) => told.has(keyOf(role, target)) || ledTo.has(keyOf(role, path))
  return items.filter((each) => each.foundBy !== usualPlace || !isEcho(each))
}

/**
 * Each path once for each role, as it was found first. What runs says better than a usual place what a file is for:
 * OpenShift's kubelet has its configuration where kubeadm's has a kubeconfig.
 */
function distinct(candidates: readonly Candidate[]): Candidate[] {
  const byKey = new Map<string, Candidate>()
  const told = new Set(candidates.filter((each) => each.named).map((each) => each.path))
  for (const each of candidates) {
    const key = `${each.role}\0${each.path}`
    const isGuess = each.foundBy === usualPlace && told.has(each.path)
    if (!byKey.has(key) && !isGuess) byKey.set(key, each)
  }
  return [...byKey.values()]
}

function distinctGaps(gaps: readonly Gap[]): Gap[] {
  return [...new Map(gaps.map((gap) => [`${gap.path}\0${gap.reason}`, gap])).values()]
}
