// The control groups of a process as the machine names them, whoever reads them.

/** The agent's own group in the second version's hierarchy, from its root: `/` where it sees that root; undefined where it is hidden. */
export type OwnGroup = string | undefined

/**
 * Makes the paths of version 2 in `/proc/PID/cgroup` absolute: to whoever has a control group namespace of its own the
 * kernel names groups relative to its own, `/../../…`. A path that cannot be resolved is left as it is: whoever reads it
 * sees that it climbs.
 */
export function absoluteGroups(text: string, own: OwnGroup): string {
  if (own === '/' || own === undefined) return text
  return text.replace(/^0::(\/.*)$/m, (_, path: string) => `0::${join(own, path.replace(/ \(deleted\)$/, ''))}`)
}

function join(above: string, below: string): string {
  const names: string[] = []
  for (const name of `${above}/${below}`.split('/')) {
    if (name === '' || name === '.') continue
    if (name === '..') names.pop()
    else names.push(name)
  }
  return `/${names.join('/')}`
}

/** The lines with the one of a hierarchy changed: a process was moved there. The path is absolute. */
export function movedTo(groups: string, hierarchy: number, path: string): string {
  const lines = groups.split('\n').filter((line) => line !== '')
  const at = lines.findIndex((line) => line.startsWith(`${hierarchy}:`))
  const controllers = /^\d+:([^:]*):/.exec(lines[at] ?? '')?.[1] ?? (hierarchy === 0 ? '' : 'unknown')
  const line = `${hierarchy}:${controllers}:${path.replaceAll('\n', '')}`
  return (at < 0 ? [...lines, line] : lines.with(at, line)).join('\n')
}
