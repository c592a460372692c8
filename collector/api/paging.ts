import { PageTokenError } from '../store/store.ts'

/** Items on a page when nobody asks for a number, and at most. */
export const defaultPageSize = 100
export const maxPageSize = 1000

/** What is asked for, within bounds: too large is not an error (AIP-158). */
export function pageSize(asked: number | undefined): number {
  if (!asked || asked <= 0) return defaultPageSize
  return Math.min(Math.floor(asked), maxPageSize)
}

/** One page of a list that is at hand. The token is the key of the page's first item. Throws a PageTokenError. */
export function slicePage<T>(
  items: readonly T[],
  key: (item: T) => string,
  size: number,
  token?: string,
): { items: readonly T[]; nextPageToken?: string } {
  const start = token ? items.findIndex((item) => key(item) === token) : 0
  if (start < 0) throw new PageTokenError('not a page token of this list')
  const next = items[start + size]
  return { items: items.slice(start, start + size), ...(next === undefined ? {} : { nextPageToken: key(next) }) }
}
