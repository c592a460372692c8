import { posix } from 'node:path'
import type { Gap } from '../../../proto/index.ts'
import type { HostRoot } from '../../host/root.ts'
import type { UsualDirectory } from './places.ts'
import { type Candidate, type FileRole, usualPlace } from './roles.ts'

/** Directories below the first one that are entered. */
const maxDepth = 8
/** Most entries of one tree: a cluster's has some dozens. */
const maxEntries = 2000
/** kubeadm's users move old certificates here. */
const leftOut = 'expired'

/** A tree of certificates and keys. Links are not followed into directories, nor other file systems entered. */
export async function walkPki(root: HostRoot, top: string, gaps: Gap[]): Promise<Candidate[]> {
  const stat = await root.stat(top)
  if (stat.status === 'absent') return []
  const found: Candidate[] = [{ path: top, role: 'pki-directory', foundBy: usualPlace }]
  if (stat.status !== 'observed') {
    gaps.push({ path: top, reason: stat.reason })
    return found
  }
  if (stat.value.type !== 'directory') return found
  const pending = [{ directory: top, depth: 0 }]
  for (let next = pending.shift(); next; next = pending.shift()) {
    const entries = await root.list(next.directory)
    if (entries.status !== 'observed') {
      gaps.push({ path: next.directory, reason: entries.status === 'absent' ? 'vanished' : entries.reason })
      continue
    }
    for (const { name, type } of entries.value) {
      const path = posix.join(next.directory, name)
      if (type === 'directory' && next.depth === 0 && name === leftOut) continue
      if (found.length >= maxEntries) {
        gaps.push({ path: top, reason: `has more than ${maxEntries} entries` })
        return found
      }
      found.push({ path, role: type === 'directory' ? 'pki-directory' : pkiRole(name), foundBy: `entry of ${top}` })
      if (type !== 'directory') continue
      const inner = await root.lstat(path)
      const sameDevice = inner.status === 'observed' && inner.value.device === stat.value.device
      if (!sameDevice) gaps.push({ path, reason: 'is on another file system, which is not entered' })
      else if (next.depth === maxDepth) gaps.push({ path, reason: `is more than ${maxDepth} directories deep` })
      else pending.push({ directory: path, depth: next.depth + 1 })
    }
  }
  return found
}

/** RKE1 and Kubespray end keys in `-key.pem`. What only ends in `.pem` may hold either, or both. */
function pkiRole(name: string): FileRole {
  if (name.endsWith('.crt')) return 'pki-certificate'
  return /(\.key|-key\.pem)$/.test(name) ? 'pki-key' : 'pki-file'
}

/** Every file that the kubelet runs: all whose names do not begin with a dot, whatever they end in. */
export async function listStaticPods(
  root: HostRoot,
  directory: string,
  foundBy: string,
  gaps: Gap[],
): Promise<Candidate[]> {
  const entries = await root.list(directory)
  if (entries.status === 'absent') return []
  if (entries.status !== 'observed') {
    gaps.push({ path: directory, reason: entries.reason })
    return []
  }
  const live = entries.value.filter(({ name, type }) => !name.startsWith('.') && type !== 'directory')
  return live.map(({ name }) => ({ path: posix.join(directory, name), role: manifestRole(name), foundBy }))
}

function manifestRole(name: string): FileRole {
  const component = /^(kube-apiserver|kube-controller-manager|kube-scheduler|etcd)([.~]|$)/.exec(name)?.[1]
  return component === undefined ? 'static-pod-manifest' : (`${component}-manifest` as FileRole)
}

/** The entries of a usual directory that have the right names. */
export async function listUsual(root: HostRoot, usual: UsualDirectory, gaps: Gap[]): Promise<Candidate[]> {
  const { directory, role, names, itself } = usual
  const entries = await root.list(directory)
  const found: Candidate[] = itself ? [{ path: directory, role: itself, foundBy: usualPlace }] : []
  if (entries.status === 'absent') return found
  if (entries.status !== 'observed') {
    gaps.push({ path: directory, reason: entries.reason })
    return found
  }
  const fitting = entries.value.filter(({ name, type }) => type !== 'directory' && names.test(name))
  return [...found, ...fitting.map(({ name }) => ({ path: posix.join(directory, name), role, foundBy: usualPlace }))]
}
