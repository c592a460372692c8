import { absent, type Look, seen } from '../../../../agent/host/look.ts'
import { readArguments } from '../../../../agent/parse/sshd/commandline.ts'
import { matchesPattern } from '../../../../agent/parse/sshd/glob.ts'
import { type Loaded, type Release, readSshdConfig, type SshdResult } from '../../../../agent/parse/sshdconfig.ts'
import type { Setting } from '../../../../proto/index.ts'
import { compare, fromValue } from '../../../../proto/value.ts'

// What the tests of the parser share: a configuration in memory, and settings in a readable shape.

export const main = '/etc/ssh/sshd_config'
export const debian12: Release = { version: '9.2p1', package: '1:9.2p1-2+deb12u7' }

export interface Given {
  readonly files?: Readonly<Record<string, string | Look<string>>>
  readonly args?: readonly string[]
  readonly release?: Release
}

export function read(text: string, given: Given = {}): Promise<SshdResult> {
  const files: Readonly<Record<string, string | Look<string>>> = { ...given.files, [main]: text }
  return readSshdConfig({
    path: main,
    options: readArguments(given.args ?? []).options,
    release: given.release ?? debian12,
    files: {
      read: async (path) => {
        const file = files[path]
        return file === undefined ? absent : typeof file === 'string' ? seen(file) : file
      },
      glob: async (pattern) => {
        const listed = files[pattern]
        if (typeof listed === 'object' && pattern.includes('*')) return listed as unknown as Look<string[]>
        return seen(
          Object.keys(files)
            .filter((path) => matchesPattern(path, pattern))
            .sort(compare),
        )
      },
    },
  })
}

export async function load(text: string, given: Given = {}): Promise<Loaded> {
  const result = await read(text, given)
  if (result.status !== 'loaded') throw new Error(JSON.stringify(result))
  return result.loaded
}

export function plain(setting: Setting | undefined): unknown {
  if (setting === undefined) return undefined
  const overridden = (setting.overridden ?? []).map((each) => [fromValue(each.value), each.source])
  if (setting.unknown) return { unknown: setting.unknown, source: setting.source }
  return { value: fromValue(setting.value), source: setting.source, ...(overridden.length > 0 ? { overridden } : {}) }
}

export function find(settings: readonly Setting[], name: string): unknown {
  return plain(settings.find((each) => each.path === name))
}

export async function setting(name: string, text: string, given: Given = {}): Promise<unknown> {
  return find((await load(text, given)).settings, name)
}

export function at(line: number, path = main): string {
  return `file ${path}:${line}`
}
