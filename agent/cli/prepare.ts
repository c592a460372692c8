// `merlon prepare`: what has to be written on the node before the agent runs, which can write nothing.
import { basename, dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { ConfigError } from '../../lib/config.ts'
import { printable } from '../../lib/printable.ts'
import { type Look, seen, why } from '../host/look.ts'
import { prepareTrace, removeTrace } from '../host/prepare.ts'
import { prepareFile, removeEmpty, removeFile } from '../host/preparefile.ts'
import { agentInstance, findTracefs } from '../host/trace/place.ts'
import { stateBytes } from '../link/spool/state.ts'

export interface PrepareOptions {
  /** Takes away what it makes otherwise. */
  readonly remove: boolean
  /** False: the trace is left alone. */
  readonly trace: boolean
  /** Directory that `ring` and `state` are made in. Undefined: they are not. */
  readonly spool?: string | undefined
  /** Group that may use them besides their owner. */
  readonly group?: number | undefined
  /** Size of the ring. */
  readonly spoolMebibytes: number
  /** True: what cannot be made is said, and is no failure: an agent without it runs, and says what it lacks. */
  readonly bestEffort: boolean
}

/** Reads flags. Throws a TypeError for one that there is not, and as `prepareOptions`. */
export function readPrepare(args: readonly string[]): PrepareOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      remove: { type: 'boolean', default: false },
      'no-trace': { type: 'boolean', default: false },
      spool: { type: 'string' },
      group: { type: 'string' },
      'spool-mebibytes': { type: 'string', default: '64' },
      'best-effort': { type: 'boolean', default: false },
    },
  })
  return prepareOptions({
    ...{ remove: values.remove, trace: !values['no-trace'], bestEffort: values['best-effort'] },
    ...{ spool: values.spool, group: values.group, spoolMebibytes: values['spool-mebibytes'] },
  })
}

type Written = Pick<PrepareOptions, 'remove' | 'trace' | 'spool' | 'bestEffort'> & {
  readonly group?: string | undefined
  readonly spoolMebibytes: string
}

/** Options as they are written. Throws a ConfigError for what is no number, or too large a one. */
export function prepareOptions({ group, spoolMebibytes, ...others }: Written): PrepareOptions {
  return {
    ...others,
    group: group === undefined ? undefined : whole('--group', group, 0, 2 ** 32 - 2),
    spoolMebibytes: whole('--spool-mebibytes', spoolMebibytes, 2, 65_536),
  }
}

function whole(flag: string, text: string, least: number, most: number): number {
  const number = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN
  if (number >= least && number <= most) return number
  throw new ConfigError(`${flag} ${text}: a whole number from ${least} to ${most}`)
}

/** Something that was made or taken away: the place, and how that went, in words. */
type Step = readonly [place: string, done: Look<string>]

/** Makes or adopts each, or takes it away, and goes on where one fails. Exit code 0, or 1 where not all was possible. */
export async function runPrepare(
  options: PrepareOptions,
  out: NodeJS.WritableStream,
  errors: NodeJS.WritableStream = process.stderr,
): Promise<number> {
  const { remove, trace, spool } = options
  const steps = [
    ...(trace ? [traceStep(remove)] : []),
    ...(spool === undefined ? [] : remove ? removeSpool(spool) : makeSpool(spool, options)),
  ]
  const failed = steps.filter(([, done]) => done.status !== 'observed')
  for (const [place, done] of steps) {
    if (done.status === 'observed') out.write(`${printable(`${place} ${done.value}.`)}\n`)
    else errors.write(`${printable(`${place} cannot be ${remove ? 'removed' : 'made'}: ${why(done)}`)}\n`)
  }
  return failed.length > 0 && !options.bestEffort ? 1 : 0
}

function traceStep(remove: boolean): Step {
  const tracefs = findTracefs()
  if (tracefs.status !== 'observed') {
    const reason = `${why(tracefs)}. Run: mount -t tracefs tracefs /sys/kernel/tracing`
    return ['the trace instance', remove ? seen('is not there') : { ...tracefs, reason }]
  }
  const place = join(tracefs.value, 'instances', agentInstance)
  if (remove) return [place, worded(removeTrace(tracefs.value, agentInstance), () => 'is removed')]
  return [
    place,
    worded(prepareTrace(tracefs.value, agentInstance), ({ adopted, bytes, cpus, missing }) => {
      const lacking = missing.length > 0 ? `, without ${missing.join(', ')}` : ''
      return `is ${adopted ? 'there already' : 'ready'}: ${Math.round(bytes / 1024 / 1024)} MiB for ${cpus} CPUs${lacking}`
    }),
  ]
}

function makeSpool(directory: string, { spoolMebibytes, group }: PrepareOptions): Step[] {
  const files = { ring: spoolMebibytes * 1024 * 1024, state: stateBytes }
  return Object.entries(files).map(([name, bytes]): Step => {
    const place = join(directory, name)
    const made = prepareFile(place, bytes, group)
    return [place, worded(made, ({ adopted }) => `is ${adopted ? 'there already' : 'ready'}: ${bytes} bytes`)]
  })
}

/** The files, and the directory with Merlon's own above it where nothing else is in them. */
function removeSpool(directory: string): Step[] {
  const files = ['ring', 'state'].map((name): Step => {
    const place = join(directory, name)
    return [place, worded(removeFile(place), () => 'is removed')]
  })
  const own = [directory, ...(basename(dirname(directory)) === 'merlon' ? [dirname(directory)] : [])]
  for (const each of own) removeEmpty(each)
  return files
}

function worded<T>(look: Look<T>, words: (value: T) => string): Look<string> {
  return look.status === 'observed' ? seen(words(look.value)) : look
}
