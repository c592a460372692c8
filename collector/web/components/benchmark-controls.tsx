import { useState } from 'react'
import type { Outcome } from '../../judge/rule.ts'
import type { Compliance } from '../../report/compliancemodel.ts'
import { type Section, sectionsOf } from '../compliance.ts'
import { defaultOutcomes, toggled } from '../filter.ts'
import { countOf, outcomeOrder, outcomeWords } from '../words.ts'
import { OutcomeBar } from './bar.tsx'
import { Chips } from './chips.tsx'
import { ControlRow } from './control-row.tsx'
import { OutcomeMark } from './marks.tsx'
import { Text } from './text.tsx'

/** The controls of a benchmark by section, open where something fails; at first those that somebody must act on. */
export function BenchmarkControls({ benchmark }: { readonly benchmark: Compliance['benchmarks'][number] }) {
  const [chosen, choose] = useState<readonly Outcome[]>([])
  const shown = chosen.length > 0 ? chosen : defaultOutcomes
  return (
    <>
      <OutcomeBar counts={benchmark.counts} />
      <div className="filter-bar">
        <Chips
          label="Outcome of controls"
          items={outcomeOrder}
          chosen={shown}
          className={(outcome) => `chip outcome outcome-${outcome}`}
          word={(outcome) => `${outcomeWords[outcome]} ${countOf(benchmark.counts, outcome).toLocaleString('en')}`}
          onToggle={(each) => choose(toggled(shown, each, outcomeOrder, defaultOutcomes))}
        />
      </div>
      {sectionsOf(benchmark.controls).map((section) => (
        <SectionOf key={section.id} section={section} shown={shown} />
      ))}
    </>
  )
}

interface SectionProps {
  readonly section: Section
  readonly shown: readonly Outcome[]
}

function SectionOf({ section, shown }: SectionProps) {
  const { id, counts, controls } = section
  const rows = controls.filter((control) => shown.includes(control.outcome))
  return (
    <details className="controls" open={counts.fail + counts.error > 0}>
      <summary>
        <span className="section-id">
          <Text>{id}</Text>
        </span>
        {outcomeOrder
          .filter((outcome) => countOf(counts, outcome) > 0)
          .map((outcome) => (
            <span key={outcome} className="tally">
              {' '}
              <OutcomeMark outcome={outcome} /> {countOf(counts, outcome)}
            </span>
          ))}
      </summary>
      {rows.length === 0 && <p className="muted none-shown">None with a chosen outcome.</p>}
      <ul>
        {rows.map((control) => (
          <ControlRow key={control.id} control={control} />
        ))}
      </ul>
    </details>
  )
}
