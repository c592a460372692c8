// A trace instance made of plain files: recorded events, and CPUs as no test machine has them.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { temporary } from './collector.ts'

const recorded = JSON.parse(
  readFileSync(new URL('../agent/parse/data/trace/linux-6.18.json', import.meta.url), 'utf8'),
) as { readonly formats: Readonly<Record<string, string>>; readonly pages: readonly (readonly string[])[] }
const pageSize = 4096

/** Pages of each CPU of the recorded machine. */
export const recordedPages: readonly Buffer[] = recorded.pages.map((pages) => {
  const whole = pages.map((page) => Buffer.concat([Buffer.from(page, 'base64'), Buffer.alloc(pageSize)], pageSize))
  return Buffer.concat(whole)
})

/** What one CPU's ring is: bytes that are there, a pipe into which they come later, or something that cannot be read. */
export type CpuRing = Buffer | 'pipe' | 'unreadable'

/** The directory of an instance with these CPUs, switched on, with the events of Linux 6.18. */
export function fakeInstance(cpus: readonly CpuRing[]): string {
  const directory = temporary()
  const write = (path: string, content: string | Buffer) => {
    mkdirSync(dirname(join(directory, path)), { recursive: true })
    writeFileSync(join(directory, path), content)
  }
  for (const [name, text] of Object.entries(recorded.formats)) {
    write(name === 'header_page' ? 'events/header_page' : `events/${name}/format`, text)
    if (name !== 'header_page') write(`events/${name}/enable`, '1\n')
  }
  write('trace_pipe', '')
  write('trace_clock', 'local global [boot]\n')
  write('tracing_on', '1\n')
  for (const [cpu, ring] of cpus.entries()) {
    const at = `per_cpu/cpu${cpu}`
    write(`${at}/stats`, 'overrun: 0\ncommit overrun: 0\ndropped events: 0\n')
    write(`${at}/buffer_size_kb`, '4\n')
    const raw = join(directory, at, 'trace_pipe_raw')
    if (ring === 'pipe') execFileSync('mkfifo', [raw])
    else if (ring === 'unreadable') mkdirSync(raw)
    else writeFileSync(raw, ring)
  }
  return directory
}
