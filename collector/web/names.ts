import type { Report } from '../report/model.ts'

/** The name of a node by its id; the id where the report has no such node any more. */
export type NodeNames = (id: string) => string

export function nodeNames({ nodes }: Pick<Report, 'nodes'>): NodeNames {
  const names = new Map(nodes.map(({ id, name }) => [id, name]))
  return (id) => names.get(id) || id
}
