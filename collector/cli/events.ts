import { printable, printableJson } from '../../lib/printable.ts'
import { type Column, type Terminal, table, terminalOf } from '../../lib/terminal.ts'
import type { EventView } from '../report/eventview.ts'
import { type ClientOptions, openClient, type ReportClient } from './client.ts'
import { CliError, exitCodes } from './failure.ts'

export interface EventsOptions extends ClientOptions {
  readonly format: 'table' | 'json'
  readonly nodes: readonly string[]
  readonly kinds: readonly string[]
  /** `2h` before now, or a time. */
  readonly since?: string
  readonly most: number
  readonly watch: boolean
}

/** Prints what happened on the nodes, and with `watch` what happens from now on; returns the exit code. */
export async function runEvents(options: EventsOptions, out: NodeJS.WriteStream): Promise<number> {
  const client = openClient(options)
  try {
    const { nodes, kinds, since, most } = options
    const events = await client.events(
      { nodes, kinds, ...(since ? { sinceTime: sinceTime(since, Date.now()) } : {}) },
      most,
    )
    if (!options.watch) {
      if (options.format === 'json') out.write(`${printableJson(events)}\n`)
      else out.write(`${eventTable(events, terminalOf(out)).join('\n')}\n`)
      return exitCodes.clean
    }
    const afterSequence = events[0]?.sequence ?? 0
    printEach(events.reverse(), options, out)
    return await watch(client, options, afterSequence, out)
  } finally {
    client.close()
  }
}

function watch(
  client: ReportClient,
  options: EventsOptions,
  afterSequence: number,
  out: NodeJS.WriteStream,
): Promise<number> {
  const { nodes, kinds } = options
  return new Promise((done) => {
    const stop = client.watchEvents(
      { nodes, kinds, afterSequence },
      (events) => printEach(events, options, out),
      (reason) => {
        process.stderr.write(`merlon: ${printable(reason)}\n`)
        done(exitCodes.failed)
      },
    )
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.on(signal, () => {
        stop()
        done(exitCodes.clean)
      })
  })
}

function printEach(events: readonly EventView[], { format }: EventsOptions, out: NodeJS.WriteStream): void {
  for (const each of events) {
    const line = [timeOf(each), each.nodeName, each.kind, eventText(each)].map(printable).join('  ')
    out.write(format === 'json' ? `${printableJson(each, 0)}\n` : `${line}\n`)
  }
}

const units = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** RFC 3339 for `30m`, `2h`, `7d` before `now`, or for a time. Throws a CliError. */
export function sinceTime(text: string, now: number): string {
  const [, number, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? []
  const time = number ? now - Number(number) * units[unit as keyof typeof units] : Date.parse(text)
  const isWritten = number !== undefined || /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/.test(text)
  if (!isWritten || Number.isNaN(time) || time < 0)
    throw new CliError(`--since ${text}: neither a time like 2026-11-21T00:00:00Z nor a duration like 30m, 2h, 7d`)
  return new Date(time).toISOString()
}

/** Events as a table that fits. */
export function eventTable(events: readonly EventView[], terminal: Terminal): string[] {
  const columns: Column[] = [{ title: 'TIME' }, { title: 'NODE' }, { title: 'KIND' }, { title: 'WHAT', flexible: true }]
  const rows = events.map((each) => [timeOf(each), each.nodeName, each.kind, eventText(each)])
  return table(columns, rows, terminal.width)
}

function timeOf({ time, receivedTime }: EventView): string {
  return (time || receivedTime).replace(/\.\d+Z$/, 'Z')
}

type Detail = Readonly<Record<string, unknown>>

/** One line on what happened. */
export function eventText({ kind, detail }: EventView): string {
  const part = (name: string) => (detail[name] ?? {}) as Detail
  if (kind === 'gap') return gapText(detail)
  if (kind === 'flap') return `${detail['domain']} changed, and changed back until ${detail['until']}`
  if (kind === 'process') return processText(detail, part('place'), part('identity'))
  if (kind === 'container') return `${placeText(part('place'))} ${detail['state']}`
  if (kind === 'trace') return traceText(detail)
  if (kind === 'audit')
    return `${detail['count']} × ${detail['code']} for ${detail['user'] || 'nobody'} from ${detail['source'] || 'unknown'}`
  return 'of a later version'
}

function gapText({ fromSeq, toSeq, count, reason }: Detail): string {
  return Number(count ?? 0) > 0 ? `${count} events are missing (${fromSeq} to ${toSeq}): ${reason}` : String(reason)
}

function processText({ count, running }: Detail, place: Detail, identity: Detail): string {
  const script = identity['script'] ? ` ${identity['script']}` : ''
  const marks = (identity['marks'] as readonly string[] | undefined) ?? []
  return [
    `${identity['path']}${script} in ${placeText(place)}`,
    ...(running ? ['running already'] : Number(count) > 1 ? [`${count} times`] : []),
    ...marks,
  ].join(', ')
}

function placeText(place: Detail): string {
  if (place['place'] === 'pod') {
    const pod = place['pod'] ? `${place['namespace']}/${place['pod']}` : String(place['podUid'] ?? '')
    return `pod ${[pod, place['container'] || String(place['containerId'] ?? '').slice(0, 12)].filter(Boolean).join('/')}`
  }
  return place['place'] === 'host' ? String(place['unit'] || 'the host') : 'an unknown place'
}

function traceText({ seen, source, reason, ringLost }: Detail): string {
  const lost = Number(ringLost ?? 0) > 0 ? `, ${ringLost} lost` : ''
  return `${seen ?? 0} starts seen by ${source}${lost}${reason ? ` (${reason})` : ''}`
}
