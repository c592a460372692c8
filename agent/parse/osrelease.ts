/** Variables of an os-release file, os-release(5): assignments as a shell reads them, without expansion. */
export function parseOsRelease(text: string): ReadonlyMap<string, string> {
  const variables = new Map<string, string>()
  for (const line of text.split('\n')) {
    const [, name, written = ''] = /^\s*([A-Za-z_][A-Za-z0-9_]*)=(.*?)\s*$/.exec(line) ?? []
    if (name !== undefined) variables.set(name, unquote(written))
  }
  return variables
}

function unquote(written: string): string {
  const double = /^"((?:[^"\\]|\\.)*)"/.exec(written)?.[1]
  if (double !== undefined) return double.replace(/\\(["$`\\])/g, '$1')
  const single = /^'([^']*)'/.exec(written)?.[1]
  return single ?? written.replace(/\\(.)/g, '$1')
}
