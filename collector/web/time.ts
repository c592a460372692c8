const units: readonly (readonly [string, number])[] = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
]

/** How long before `now` it was: `just now`, `3 min ago`, `2 h ago`, `5 d ago`. Both in milliseconds since 1970. */
export function ago(time: number, now: number): string {
  const seconds = Math.floor((now - time) / 1000)
  const found = units.find(([, length]) => seconds >= length)
  return found ? `${Math.floor(seconds / found[1])} ${found[0]} ago` : 'just now'
}

/** Local time of the day; the date before it when that is not the day of `now`. Milliseconds since 1970. */
export function clock(time: number, now: number): string {
  const at = new Date(time)
  const digits = (number: number) => String(number).padStart(2, '0')
  const hour = [at.getHours(), at.getMinutes(), at.getSeconds()].map(digits).join(':')
  if (at.toDateString() === new Date(now).toDateString()) return hour
  return `${at.getFullYear()}-${digits(at.getMonth() + 1)}-${digits(at.getDate())} ${hour}`
}
