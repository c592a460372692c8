// Files of modprobe.d(5), as far as they keep modules from being loaded. Pure.

export interface ModprobeRules {
  /** Module → the line that makes modprobe run something that loads nothing, `path:line`. */
  readonly blocked: ReadonlyMap<string, string>
  /** Modules that no alias loads; their own name does. */
  readonly blacklisted: ReadonlySet<string>
}

const maxLines = 20_000
/** Programs that do nothing, whatever follows them. */
const nothing = /^(\/usr)?\/bin\/(true|false)$|^(true|false|:)$/

/** What all files together say; for a module that has several `install`, the first counts. */
export function parseModprobe(files: readonly { readonly path: string; readonly text: string }[]): ModprobeRules {
  const installs = new Map<string, { command: string; source: string }>()
  const blacklisted = new Set<string>()
  for (const { path, text } of files) {
    for (const [at, line] of joined(text).entries()) {
      const [keyword, name = '', command = ''] = line.trim().split(/\s+/)
      if (keyword === 'blacklist' && name !== '') blacklisted.add(moduleName(name))
      if (keyword !== 'install' || installs.has(moduleName(name))) continue
      installs.set(moduleName(name), { command, source: `${path}:${at + 1}` })
    }
  }
  const blocking = [...installs].filter(([, { command }]) => nothing.test(command))
  return { blocked: new Map(blocking.map(([name, { source }]) => [name, source])), blacklisted }
}

/** Lines by their number; what continues one stands in it, and an empty one in its own place. */
function joined(text: string): string[] {
  const lines = text.split('\n', maxLines)
  for (let at = lines.length - 2; at >= 0; at -= 1) {
    if (!lines[at]?.endsWith('\\')) continue
    lines[at] = `${lines[at]?.slice(0, -1)} ${lines[at + 1]}`
    lines[at + 1] = ''
  }
  return lines
}

/** `-` and `_` are the same in names of modules. */
export function moduleName(name: string): string {
  return name.replaceAll('-', '_')
}

/** Names of the modules in a list of files: `kernel/net/sctp/sctp.ko.zst`, in modules.dep with `:` and more behind it. */
export function moduleNames(text: string): Set<string> {
  const names = new Set<string>()
  for (const [, name = ''] of text.matchAll(/^(?:[^\s:]*\/)?([^\s:/]+?)\.ko(?:\.(?:gz|xz|zst))?(?=:|\s|$)/gm))
    names.add(moduleName(name))
  return names
}
