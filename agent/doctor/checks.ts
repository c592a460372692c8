// What the agent needs of the place where it runs, each question by itself. Pure: what they judge was read before.
import { why } from '../host/look.ts'
import { agentInstance, foreignPids } from '../host/trace/place.ts'
import { stateBytes } from '../link/spool/state.ts'
import { minRingBytes } from '../link/spool.ts'
import { capabilityNames } from '../parse/capabilities.ts'
import { mountOf, parseMountinfo } from '../parse/mountinfo.ts'
import { parseRights } from '../parse/procstatus.ts'
import { parseSecurityLabel } from '../parse/securitylabel.ts'
import { type Check, fail, ok, type Surroundings, unknown, warn } from './check.ts'

type Question = (surroundings: Surroundings) => Check

const bit = (number: number) => 1n << BigInt(number)
/** By their names: their numbers in linux/capability.h. */
const needed = { CAP_DAC_READ_SEARCH: bit(2), CAP_SYS_PTRACE: bit(19) } as const
const neededSet = needed.CAP_DAC_READ_SEARCH | needed.CAP_SYS_PTRACE

const capabilities: Question = ({ read }) => {
  const name = 'capabilities'
  const status = read('self/status')
  const { capabilities: held, bounding } = parseRights(status.status === 'observed' ? status.value : '')
  if (held === undefined) return unknown(name, status.status === 'observed' ? 'the kernel does not tell' : why(status))
  const missing = capabilityNames(neededSet & ~held)
  const more = capabilityNames(held & ~neededSet)
  if (missing.length > 0) {
    const isWithheld = bounding !== undefined && (neededSet & ~held & bounding) !== 0n
    return fail(
      name,
      `without ${missing.join(' and ')}: files and processes of others are not seen`,
      isWithheld
        ? 'the container has them, the agent does not: start it by /app/start, with allowPrivilegeEscalation: true'
        : `add ${missing.map((each) => each.slice('CAP_'.length)).join(', ')} to the capabilities of the container`,
    )
  }
  if (more.length === 0) return ok(name, Object.keys(needed).join(', '))
  return warn(
    name,
    `${more.length} more than needed: ${more.join(', ')}`,
    'drop ALL and add the two alone, and run as a user of its own',
  )
}

const filter: Question = ({ read, filtered }) => {
  const name = 'seccomp'
  if (filtered) return ok(name, 'the agent’s own filter')
  const status = read('self/status')
  const { seccomp } = parseRights(status.status === 'observed' ? status.value : '')
  const other = seccomp === 'filter' ? 'a filter, but not the agent’s own' : 'no filter'
  return warn(
    name,
    `${other}: whoever takes over the agent can change this node`,
    'start it by /app/start, or by its unit',
  )
}

const processes: Question = ({ link }) => {
  const name = 'processes'
  const namespace = link('self/ns/pid')
  if (namespace.status !== 'observed') return unknown(name, `the namespace of process ids: ${why(namespace)}`)
  const foreign = foreignPids(namespace)
  if (foreign === undefined) return ok(name, 'process ids are the machine’s own')
  return warn(
    name,
    foreign,
    'hostPID: true; where nodes are containers themselves, starts are sampled and nothing can be done',
  )
}

const visibility: Question = ({ read, link, pids }) => {
  const name = '/proc'
  const mountinfo = read('self/mountinfo')
  if (mountinfo.status !== 'observed') return unknown(name, why(mountinfo))
  const options = mountOf('/proc', parseMountinfo(mountinfo.value))?.options.split(',') ?? []
  const hidden = options.find((each) => /^hidepid=(?!0$|off$)/.test(each))
  if (hidden !== undefined)
    return warn(name, `mounted with ${hidden}`, 'mount it without hidepid, or name the agent’s group by gid=')
  const first = link('1/root')
  if (first.status === 'observed') return ok(name, 'processes of others can be looked into')
  if (first.status !== 'denied') return unknown(name, `process 1: ${why(first)}`)
  const uidOf = (pid: number | 'self') => {
    const status = read(`${pid}/status`)
    return status.status === 'observed' ? parseRights(status.value).uid : undefined
  }
  const own = uidOf('self')
  // One's own can be looked into without any right.
  const others = pids.filter((pid) => pid !== 1 && uidOf(pid) !== own)
  if (own !== undefined && others.some((pid) => link(`${pid}/root`).status === 'observed'))
    return warn(
      name,
      'process 1 cannot be looked into, others can',
      'where the node is a container its process 1 may be of the machine around it: nothing is to change',
    )
  return fail(
    name,
    'process 1 cannot be looked into: permission denied',
    'CAP_SYS_PTRACE, and a security module that allows it: appArmorProfile: Unconfined, seLinuxOptions.type: spc_t',
  )
}

const securityModule: Question = ({ read }) => {
  const name = 'security module'
  const label = read('self/attr/current')
  // EINVAL where no module gives labels.
  if (label.status === 'absent' || (label.status === 'failed' && label.reason === 'EINVAL'))
    return ok(name, 'none gives labels')
  if (label.status !== 'observed') return unknown(name, why(label))
  if (label.value.replace(/[\n\0]/g, '') === '') return ok(name, 'none gives labels')
  const parsed = parseSecurityLabel(label.value)
  if (parsed === undefined) return unknown(name, 'a label that is not understood')
  if (parsed.confinement !== 'confined') return ok(name, parsed.label)
  return warn(
    name,
    `${parsed.label}: it may deny what the capabilities allow`,
    'appArmorProfile: Unconfined, or seLinuxOptions.type: spc_t; the agent’s filter is the wall instead',
  )
}

const files: Question = ({ root, opens }) => {
  const name = 'files of the node'
  const places = ['/etc', '/proc/1'].map((path) => [path, opens(path)] as const)
  const shut = places.flatMap(([path, look]) => (look.status === 'observed' ? [] : [`${path}: ${why(look)}`]))
  if (shut.length === 0) return ok(name, root)
  return fail(name, `${root}: ${shut.join(', ')}`, 'mount the node’s / there, and name the place by --root')
}

const propagation: Question = ({ root, read }) => {
  const name = 'mounts of the node'
  if (root === '/') return ok(name, 'its own')
  const mountinfo = read('self/mountinfo')
  if (mountinfo.status !== 'observed') return unknown(name, why(mountinfo))
  const line = mountinfo.value.split('\n').findLast((each) => each.split(' ')[4] === root)
  if (line === undefined) return fail(name, `nothing is mounted at ${root}`, 'mount the node’s / there')
  const mount = mountOf(root, parseMountinfo(line))
  if (mount?.readOnly !== true) return warn(name, `${root} is writable`, 'readOnly: true')
  const optional = line.split(' - ')[0]?.split(' ').slice(6) ?? []
  if (optional.some((each) => /^(master|shared):/.test(each))) return ok(name, 'read-only; later ones are seen')
  return warn(
    name,
    'what is mounted later is not seen',
    'mountPropagation: HostToContainer; the node’s own / has to be shared',
  )
}

const trace: Question = ({ tracefs, traces }) => {
  const name = 'trace'
  if (tracefs.status !== 'observed')
    return warn(name, `${why(tracefs)}: starts are sampled`, 'mount /sys/kernel/tracing, in a container as hostPath')
  const place = `${tracefs.value}/instances/${agentInstance}`
  if (traces.includes(agentInstance)) return ok(name, place)
  return warn(name, `there is no ${place}: starts are sampled`, 'run `prepare` before, as root')
}

/** Least limits of one user that the agent does with: watches of directories, and the queues that hold them. */
const watches = { max_user_watches: 8192, max_user_instances: 16 } as const

const inotify: Question = ({ read }) => {
  const name = 'inotify'
  const limits = Object.entries(watches).map(([limit, least]) => ({
    limit,
    least,
    look: read(`sys/fs/inotify/${limit}`),
  }))
  for (const { limit, look } of limits) if (look.status !== 'observed') return unknown(name, `${limit}: ${why(look)}`)
  const numbers = limits.map(({ look, ...each }) => ({
    ...each,
    value: look.status === 'observed' ? look.value.trim() : '',
  }))
  const unread = numbers.find(({ value }) => !/^\d{1,12}$/.test(value))
  if (unread) return unknown(name, `${unread.limit}: not a number`)
  const low = numbers.filter(({ value, least }) => Number(value) < least)
  const text = numbers.map(({ limit, value }) => `${limit} ${value}`).join(', ')
  if (low.length === 0) return ok(name, text)
  const advice = low.map(({ limit, least }) => `sysctl fs.inotify.${limit}=${least}`).join(' ')
  return warn(name, `${text}: changes are polled for where watches are used up`, advice)
}

const spool: Question = ({ spool: files }) => {
  const name = 'spool'
  const least = { ring: minRingBytes, state: stateBytes } as const
  const advice = 'run `prepare --spool DIR --group GID` before, as root, and start the agent by /app/start'
  for (const [file, bytes] of Object.entries(least) as ['ring' | 'state', number][]) {
    const look = files[file]
    if (look.status !== 'observed')
      return warn(name, `${file}: ${why(look)}: events wait in memory, and end with the agent`, advice)
    if (look.value < bytes)
      return fail(name, `${file}: ${look.value} bytes, ${bytes} at least`, `remove it, and ${advice}`)
  }
  return ok(name, 'events outlive the agent')
}

/** In the order in which they are told. */
export const questions: readonly Question[] = [
  ...[capabilities, filter, processes, visibility, securityModule],
  ...[files, propagation, trace, inotify, spool],
]
