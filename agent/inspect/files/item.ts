import { posix } from 'node:path'
import { type FileItem, v1 } from '../../../proto/index.ts'
import type { Accounts } from '../../host/accounts.ts'
import type { Host } from '../../host/host.ts'
import { failed, type Look, why } from '../../host/look.ts'
import type { FileStat, HostRoot } from '../../host/root.ts'
import type { Candidate } from './roles.ts'

const presence = v1.FilesFact.Presence

/** Looks at files, each path once. */
export interface Looker {
  stat(root: HostRoot, path: string): Promise<Look<FileStat>>
}

export function newLooker(): Looker {
  const seen = new Map<HostRoot, Map<string, Promise<Look<FileStat>>>>()
  return {
    stat: (root, path) => {
      const ofRoot = seen.get(root) ?? new Map<string, Promise<Look<FileStat>>>()
      seen.set(root, ofRoot)
      const look = ofRoot.get(path) ?? root.stat(path)
      ofRoot.set(path, look)
      return look
    },
  }
}

/** What there is to say of a path; nothing when it is not there and nobody expects it. */
export async function itemOf(
  host: Host,
  accounts: Accounts,
  looker: Looker,
  candidate: Candidate,
): Promise<FileItem | undefined> {
  const found = await find(host, looker, candidate)
  const { path, role, named = false } = candidate
  const base = { path, role, foundBy: found.foundBy, named }
  if (found.look.status === 'observed') {
    const shield = await shieldOf(found.root, looker, found.look.value)
    return { ...base, presence: presence.PRESENCE_PRESENT, ...stateOf(found.look.value, accounts), shieldedBy: shield }
  }
  if (found.look.status === 'absent' && !named && !candidate.expected && found.look.reason === undefined)
    return undefined
  const reason = why(found.look)
  const none = { source: `state of ${path}`, unknown: reason }
  const is = found.look.status === 'absent' ? presence.PRESENCE_ABSENT : presence.PRESENCE_UNKNOWN
  return { ...base, presence: is, reason, mode: none, uid: none, gid: none }
}

interface Found {
  readonly root: HostRoot
  readonly look: Look<FileStat>
  readonly foundBy: string
}

/**
 * What its mounts do not have on the host is in the container. Where nothing tells of mounts, the same path on the host is
 * meant when it is the same file, or, where the container cannot be looked into, when there is one.
 */
async function find(host: Host, looker: Looker, { path, foundBy, container }: Candidate): Promise<Found> {
  const outside = await looker.stat(host.root, path)
  if (!container) return { root: host.root, look: outside, foundBy }
  const { pid, unseen, otherwise = '' } = container
  const root = host.rootOf(pid)
  if ((await looker.stat(root, '/')).status !== 'observed') {
    const isHere = unseen === undefined && outside.status !== 'absent'
    return { root: host.root, look: isHere ? outside : failed(unseen ?? otherwise), foundBy }
  }
  const inside = await looker.stat(root, path)
  if (unseen === undefined && isSame(inside, outside)) return { root: host.root, look: outside, foundBy }
  return { root, look: inside, foundBy: `${foundBy}, in its container` }
}

function isSame(a: Look<FileStat>, b: Look<FileStat>): boolean {
  if (a.status !== 'observed' || b.status !== 'observed') return false
  return a.value.device === b.value.device && a.value.inode === b.value.inode
}

function stateOf(stat: FileStat, accounts: Accounts): Partial<FileItem> {
  const source = `state of ${stat.target}`
  return {
    target: stat.links.length > 0 ? stat.target : '',
    type: stat.type,
    mode: { value: stat.mode.toString(8).padStart(4, '0'), source: source + maskWords(stat.mode) },
    uid: { value: stat.uid, source },
    gid: { value: stat.gid, source },
    owner: accounts.user(stat.uid),
    group: accounts.group(stat.gid),
  }
}

/**
 * What an ACL grants to others than the owner is within its mask, which the bits of the group then are (acl(5)). It matters
 * where these have more than everybody has.
 */
function maskWords(mode: number): string {
  const [group, everybody] = [(mode >> 3) & 7, mode & 7]
  return (group & ~everybody) === 0 ? '' : "; the group's bits may be the mask of an ACL, which is not read"
}

/**
 * The nearest directory above that nobody but its owner, root or the file's own, can enter: others cannot, and the group
 * cannot either when the file's mode gives a group something. A node's root is open to everyone; of a copied tree it says
 * nothing about the node.
 */
async function shieldOf(root: HostRoot, looker: Looker, file: FileStat): Promise<string> {
  const entering = file.mode & 0o070 ? 0o011 : 0o001
  for (let directory = posix.dirname(file.target); directory !== '/'; directory = posix.dirname(directory)) {
    const look = await looker.stat(root, directory)
    if (look.status !== 'observed') continue
    const { mode, uid } = look.value
    if ((mode & entering) === 0 && (uid === 0 || uid === file.uid)) return directory
  }
  return ''
}
