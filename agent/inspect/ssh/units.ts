// What systemd says of sshd: how it starts it, and whether it waits for connections itself.
import { posix } from 'node:path'
import { compare } from '../../../proto/value.ts'
import type { Host } from '../../host/host.ts'
import { type Look, seen } from '../../host/look.ts'
import type { FileContent } from '../../host/root.ts'
import { readArguments, readOptionsFile } from '../../parse/sshd/commandline.ts'
import type { Option } from '../../parse/sshdconfig.ts'
import { parseUnit, type UnitEntry, unitWords } from '../../parse/systemdunit.ts'
import { filesOf } from '../embedded/service.ts'
import type { Read } from '../inspector.ts'

/** Names of the service: Debian's, everyone else's, and what a socket starts for each connection. */
const services = ['ssh.service', 'sshd.service', 'ssh@.service', 'sshd@.service']
const sockets = ['ssh.socket', 'sshd.socket']
/** Where Ubuntu's generator writes the addresses that it takes from sshd_config. */
const generated = '/run/systemd/generator'
const wants = '/etc/systemd/system/sockets.target.wants'

const unitDirectories = '/{etc,run,usr/local/lib,usr/lib,lib}/systemd/system'

/** What finding the units reads. */
export const unitReads: readonly Read[] = [
  { glob: `${unitDirectories}/{ssh,sshd,ssh@,sshd@}.service`, why: 'options of the service, where no sshd runs' },
  { glob: `${unitDirectories}/{ssh,sshd,ssh@,sshd@}.service.d/*`, why: 'the same' },
  { glob: `${unitDirectories}/{ssh,sshd}.socket`, why: 'where systemd waits for connections in place of sshd' },
  { glob: `${unitDirectories}/{ssh,sshd}.socket.d/*`, why: 'the same' },
  { glob: `${generated}/{ssh,sshd}.socket.d/*`, why: 'the same, as Ubuntu makes it from sshd_config' },
  { glob: `${wants}/{ssh,sshd}.socket`, why: 'whether systemd opens the socket (state only)' },
  { origin: 'EnvironmentFile of the service of sshd', why: 'options of the service, where no sshd runs' },
]

interface Line extends UnitEntry {
  readonly path: string
}

function linesOf(files: readonly FileContent[], section: string): Line[] {
  const lines = files.flatMap(({ path, bytes }) => parseUnit(bytes.toString()).map((each) => ({ ...each, path })))
  return lines.filter((each) => each.section === section)
}

/** What is assigned to a name; an empty value takes back what was there before. */
function assigned(lines: readonly Line[], name: string): Line[] {
  const all = lines.filter((each) => each.name === name)
  return all.slice(all.findLastIndex((each) => each.value === '') + 1)
}

/** The options that the service would start sshd with; absent where there is no service. */
export async function serviceOptions(host: Host): Promise<Look<readonly Option[]>> {
  for (const unit of services) {
    const files = await filesOf(host, unit)
    if (files.status === 'absent') continue
    if (files.status !== 'observed') return files
    const lines = linesOf(files.value, 'Service')
    const start = assigned(lines, 'ExecStart').at(-1)
    if (start !== undefined) return optionsOf(host, start, lines)
  }
  return { status: 'absent' }
}

/** Words of the command as they stand; `$NAME` is as many words as its value has (systemd.service(5)). */
async function optionsOf(host: Host, start: Line, lines: readonly Line[]): Promise<Look<readonly Option[]>> {
  const options: Option[] = []
  let words: string[] = []
  const flush = () => {
    options.push(...readArguments(words, `file ${start.path}:${start.line}`).options)
    words = []
  }
  for (const { text } of unitWords(start.value).slice(1)) {
    const variable = /^\$\{?([A-Za-z_]\w*)\}?$/.exec(text)?.[1]
    if (variable === undefined) {
      words.push(text)
      continue
    }
    flush()
    const found = await variableOptions(host, variable, lines)
    if (found.status !== 'observed') return found
    options.push(...found.value)
  }
  flush()
  return seen(options)
}

/** Files win over what the unit itself says, later ones over earlier ones. */
async function variableOptions(host: Host, variable: string, lines: readonly Line[]): Promise<Look<Option[]>> {
  let found: readonly Option[] = assigned(lines, 'Environment').flatMap(({ value, path, line }) =>
    unitWords(value).flatMap(({ text }) => {
      if (!text.startsWith(`${variable}=`)) return []
      const words = text.slice(variable.length + 1).split(/\s+/)
      return readArguments(
        words.filter((each) => each !== ''),
        `file ${path}:${line}`,
      ).options
    }),
  )
  for (const { value } of assigned(lines, 'EnvironmentFile')) {
    const path = value.replace(/^-/, '')
    const file = await host.root.read(path)
    if (file.status === 'absent') continue
    if (file.status !== 'observed') return { ...file, reason: `${path}: ${file.reason}` }
    const text = file.value.bytes.toString()
    const sets = text.split('\n').some((each) => each.trim().startsWith(`${variable}=`))
    if (sets) found = readOptionsFile(text, path, variable).options
  }
  return seen([...found])
}

/** A socket that systemd opens in place of sshd. */
export interface SshSocket {
  readonly unit: string
  /** Addresses and ports: `[::]:22`. */
  readonly listen: readonly string[]
  /** The lines that say so. */
  readonly source: string
}

/** The socket unit that is switched on; absent where there is none. */
export async function findSocket(host: Host): Promise<Look<SshSocket>> {
  for (const unit of sockets) {
    const enabled = await host.root.lstat(`${wants}/${unit}`)
    if (enabled.status === 'absent') continue
    if (enabled.status !== 'observed') return enabled
    const files = await filesOf(host, unit)
    if (files.status !== 'observed') return files
    const more = await generatedFiles(host, unit)
    if (more.status !== 'observed') return more
    const [main, ...dropIns] = files.value
    const ordered = [...dropIns, ...more.value].sort((a, b) => compare(posix.basename(a.path), posix.basename(b.path)))
    const listens = assigned(linesOf(main === undefined ? ordered : [main, ...ordered], 'Socket'), 'ListenStream')
    const source = listens.map(({ path, line }) => `file ${path}:${line}`).join(', ')
    return seen({ unit, listen: listens.map(({ value }) => addressOf(value)), source })
  }
  return { status: 'absent' }
}

async function generatedFiles(host: Host, unit: string): Promise<Look<FileContent[]>> {
  const directory = `${generated}/${unit}.d`
  const entries = await host.root.list(directory, 100)
  if (entries.status === 'absent') return seen([])
  if (entries.status !== 'observed') return { ...entries, reason: `${directory}: ${entries.reason}` }
  const files: FileContent[] = []
  for (const { name } of entries.value.filter((each) => each.name.endsWith('.conf'))) {
    const file = await host.root.read(`${directory}/${name}`)
    if (file.status === 'observed') files.push(file.value)
    else if (file.status !== 'absent') return { ...file, reason: `${directory}/${name}: ${file.reason}` }
  }
  return seen(files)
}

/** A bare port means every address, of IPv6 and with it of IPv4 (systemd.socket(5)). */
function addressOf(value: string): string {
  return /^\d+$/.test(value) ? `[::]:${value}` : value
}
