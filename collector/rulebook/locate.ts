// YAML that people write, with the line of each thing for what is wrong with it. Pure.
import { LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import type { Problem } from '../judge/problem.ts'

/** YAML with the place of everything in it. */
export interface Located {
  readonly data: unknown
  /** `file:line` of what a path leads to, of the nearest thing above it that exists. */
  place(path: readonly PropertyKey[], offset?: number): string
}

/** Parses strictly: an error or a duplicate key is a problem with its line. Undefined when there was one. */
export function locate(text: string, name: string, problems: Problem[]): Located | undefined {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true })
  if (document.errors.length > 0) {
    for (const error of document.errors) {
      problems.push({
        place: `${name}:${lines.linePos(error.pos[0]).line}`,
        message: yamlMessage(error.message),
      })
    }
    return undefined
  }
  const place = (path: readonly PropertyKey[], offset = 0) => {
    for (let length = path.length; length > 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] } | undefined
      if (!node?.range) continue
      const block = /^[|>]/.test(text.slice(node.range[0], node.range[0] + 1))
      const line = lines.linePos(node.range[0]).line
      if (length < path.length || !block) return `${name}:${line}`
      return `${name}:${line + 1 + lineOf(document.getIn(path) as string, offset)}`
    }
    return `${name}:1`
  }
  try {
    return { data: document.toJS({ maxAliasCount: 100 }), place }
  } catch (error) {
    // An alias of nothing, or too many of them.
    problems.push({ place: `${name}:1`, message: yamlMessage((error as Error).message) })
    return undefined
  }
}

/** The first line, without the place that stands before it already. */
function yamlMessage(message: string): string {
  return (message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:$/, '')
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length - 1
}

/** One sentence for a person. */
export function issueText(issue: z.core.$ZodIssue): string {
  const at = issue.path.filter((part) => typeof part === 'string').at(-1)
  if (issue.code === 'unrecognized_keys') return `unknown key: ${issue.keys.join(', ')}`
  return at === undefined ? issue.message : `${String(at)}: ${issue.message}`
}
