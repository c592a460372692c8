import type { Host } from '../../host/host.ts'
import { seen, why } from '../../host/look.ts'
import { type Directories, expandGlob } from '../../parse/sshd/glob.ts'
import type { Found, Missing, Pointer } from './pointer.ts'

/** Most files that one pattern may name. */
const maxFiles = 1000
/** How kubeconfigs are called; everything else holds certificates itself. */
const kubeconfigName = /\.(conf|config|kubeconfig|ya?ml)$/
/** What the kubelet leaves behind when it renews: only what its `-current` link leads to is in use. */
const leftBehind = /\/kubelet-(client|server)-\d{4}(-\d\d){5}\.pem$/

/** Where the operator asks to look besides. */
export async function wantedPointers(host: Host): Promise<Found> {
  const pointers: Pointer[] = []
  const gaps: Missing[] = []
  for (const glob of host.wanted.certificateGlobs) {
    // A file by its name: then it is told when it is not there.
    if (!/[*?[]/.test(glob)) {
      pointers.push(pointerTo(glob, glob))
      continue
    }
    const paths = await expandGlob(glob, directoriesOf(host))
    if (paths.status !== 'observed') {
      if (paths.status !== 'absent')
        gaps.push({ path: glob, reason: why(paths), ...(paths.status === 'denied' && { denied: true }) })
      continue
    }
    const used = paths.value.filter((path) => !leftBehind.test(path))
    if (used.length > maxFiles) gaps.push({ path: glob, reason: `more than the ${maxFiles} files that are read` })
    for (const path of used.slice(0, maxFiles)) pointers.push(pointerTo(path, glob))
  }
  return { pointers, gaps }
}

function pointerTo(path: string, glob: string): Pointer {
  const format = kubeconfigName.test(path) ? 'kubeconfig' : 'pem'
  return { path, format, foundBy: `certificateGlobs ${glob}`, named: false }
}

function directoriesOf(host: Host): Directories {
  return {
    names: async (path) => {
      const look = await host.root.list(path || '/')
      if (look.status === 'observed') return seen(look.value.map(({ name }) => name))
      const state = look.status === 'failed' ? await host.root.stat(path) : look
      // A file among the directories that a star stands for.
      return state.status === 'observed' && state.value.type !== 'directory' ? seen([]) : look
    },
    exists: async (path) => {
      const look = await host.root.lstat(path)
      return look.status === 'observed' ? seen(true) : look.status === 'absent' ? seen(false) : look
    },
  }
}
