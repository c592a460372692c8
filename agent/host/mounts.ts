import { readFile } from 'node:fs/promises'

/**
 * Kinds of file systems that ask someone else before they answer: over the network, or a process (FUSE). When that one
 * is gone, a call waits for ever and takes one of the few threads with it that all file access shares. Entering an
 * automounter's directory would mount something.
 */
const remoteTypes =
  /^(nfs4?|cifs|smb3|smbfs|ceph|afs|lustre|gpfs|beegfs|gfs2|ocfs2|glusterfs|9p|coda|ncpfs|pvfs2|autofs|fuse(\..*)?)$/

/** True for a kind of file system that may never answer. */
export function isRemote(type: string): boolean {
  return remoteTypes.test(type)
}

/** Mount point, as a path below the root, → kind of the file system. */
export type Mounts = ReadonlyMap<string, string>

/** The mount points of remote file systems below `base`, as of now. Where there is no table of mounts, none. */
export async function remoteMounts(base: string): Promise<Mounts> {
  // Behind /proc/PID/root stand the mounts of that process, and its table names them from its own root.
  const process = /^(.*\/proc\/\d+)\/root$/.exec(base)?.[1]
  try {
    const table = await readFile(`${process ?? '/proc/self'}/mountinfo`)
    return parseMounts(table.toString('latin1'), process === undefined ? base : '')
  } catch {
    return new Map()
  }
}

/** Lines as in proc_pid_mountinfo(5): the mount point is the fifth field, the kind is the first behind the dash. */
export function parseMounts(table: string, base: string): Mounts {
  const mounts = new Map<string, string>()
  for (const line of table.split('\n')) {
    const [fields = '', source = ''] = line.split(' - ')
    const point = fields.split(' ')[4]
    const type = source.split(' ')[0] ?? ''
    if (point === undefined || !point.startsWith(`${base}/`)) continue
    const path = unescapeOctal(point).slice(base.length)
    // What is mounted last lies on top.
    if (remoteTypes.test(type)) mounts.set(path, type)
    else mounts.delete(path)
  }
  return mounts
}

/** Blanks, tabs, line ends and backslashes are written as three octal digits. */
function unescapeOctal(text: string): string {
  const bytes = text.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)))
  return Buffer.from(bytes, 'latin1').toString()
}
