// Which starts `merlon trace --filter` lets through.
import type { ProcessObservation } from '../processes/observation.ts'

/** What a filter may ask for by name. A start that has several of it matches when one of them does. */
const parts: Readonly<Record<string, (start: ProcessObservation) => readonly string[]>> = {
  path: ({ path }) => [path],
  script: ({ script }) => (script ? [script.path] : []),
  unit: ({ place }) => [place.unit],
  pod: ({ place, name }) => [name.pod, place.pod],
  container: ({ place, name }) => [name.container, place.container],
  namespace: ({ name }) => [name.namespace],
  layer: ({ layer }) => [layer],
  place: ({ place }) => [place.place],
  uid: ({ uid }) => (uid === undefined ? [] : [`${uid}`]),
  pid: ({ pid }) => [`${pid}`],
  signal: ({ signals }) => signals,
}

/** Names that a filter may have in front of `=`. */
export const filterNames = Object.keys(parts)

/**
 * All of the terms must hold: `unit=ssh.service`, `pod=web-*` (a `*` stands for anything), or a part of the path or script.
 */
export function compileFilter(terms: readonly string[]): (start: ProcessObservation) => boolean {
  const tests = terms.map(compileTerm)
  return (start) => tests.every((holds) => holds(start))
}

function compileTerm(term: string): (start: ProcessObservation) => boolean {
  const at = term.indexOf('=')
  const part = Object.hasOwn(parts, term.slice(0, Math.max(0, at))) ? parts[term.slice(0, at)] : undefined
  if (!part) return ({ path, script }) => path.includes(term) || (script?.path.includes(term) ?? false)
  const pieces = term.slice(at + 1).split('*')
  return (start) => part(start).some((value) => isLike(value, pieces))
}

/** Whether the pieces stand in the text in this order, from its beginning to its end. */
function isLike(text: string, pieces: readonly string[]): boolean {
  const [first = '', ...rest] = pieces
  const last = rest.pop()
  if (last === undefined) return text === first
  if (!text.startsWith(first)) return false
  let from = first.length
  for (const piece of rest) {
    const at = text.indexOf(piece, from)
    if (at < 0) return false
    from = at + piece.length
  }
  return text.length - last.length >= from && text.endsWith(last)
}
