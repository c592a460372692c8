import { ago, clock } from '../time.ts'

/** A moment as people say it; the exact time when pointed at. `value` is RFC 3339, `now` milliseconds since 1970. */
export function Ago({ value, now }: { readonly value: string; readonly now: number }) {
  const time = Date.parse(value)
  return (
    <time dateTime={value} title={`${clock(time, now)} (${value})`}>
      {ago(time, now)}
    </time>
  )
}

/** The time of the day, with the date where it is not that of `now`. */
export function Clock({ value, now }: { readonly value: string; readonly now: number }) {
  return (
    <time dateTime={value} title={value}>
      {clock(Date.parse(value), now)}
    </time>
  )
}
