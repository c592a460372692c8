import type { Counts } from '../../report/model.ts'
import { countOf, outcomeOrder } from '../words.ts'

interface Segment {
  readonly name: string
  readonly value: number
}

/** Parts of a whole beside each other. The numbers stand next to it: readers of text miss nothing. */
export function Bar({ segments, total }: { readonly segments: readonly Segment[]; readonly total: number }) {
  let x = 0
  return (
    <svg className="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
      {segments.map(({ name, value }) => {
        const width = total > 0 ? (value / total) * 100 : 0
        const start = x
        x += width
        return width > 0 && <rect key={name} className={`fill-${name}`} x={start} width={width} height="1" />
      })}
    </svg>
  )
}

const judged = outcomeOrder.filter((outcome) => outcome !== 'not-applicable')

/** What applies, by outcome. */
export function OutcomeBar({ counts }: { readonly counts: Counts }) {
  const segments = judged.map((outcome) => ({ name: outcome, value: countOf(counts, outcome) }))
  return <Bar segments={segments} total={segments.reduce((sum, each) => sum + each.value, 0)} />
}
