// Releases of Linux as distributions name them: `6.1.0-30-amd64`, `5.14.0-427.13.1.el9_4.x86_64`. Pure.

/** What is left of a release without its numbers: only releases of one kind follow each other. */
export function kindOf(release: string): string {
  return (release.match(/[a-z]+/gi) ?? []).join('-')
}

/** True when the first one, of the same kind, is newer. Numbers before the first letter decide. */
export function isNewer(release: string, than: string): boolean {
  if (kindOf(release) !== kindOf(than)) return false
  const [a, b] = [numbersOf(release), numbersOf(than)]
  const at = a.findIndex((each, index) => each !== (b[index] ?? -1))
  return at >= 0 && (a[at] as number) > (b[at] ?? -1)
}

function numbersOf(release: string): number[] {
  return (/^[^a-z]*/i.exec(release)?.[0].match(/\d+/g) ?? []).map(Number)
}
