import { printable } from '../../../lib/printable.ts'
import type { Report } from '../../report/model.ts'
import { defaultOutcomes, isNarrowed, noFilter, shownOutcomes, toggled } from '../filter.ts'
import { useAddress } from '../use-address.ts'
import { countOf, outcomeOrder, outcomeWords, severityOrder } from '../words.ts'
import { Chips } from './chips.tsx'
import { SearchBox } from './search-box.tsx'
import { Text } from './text.tsx'

export function FilterBar({ report }: { readonly report: Report }) {
  const [address, navigate] = useAddress()
  const outcomes = shownOutcomes(address)
  return (
    <search className="filter-bar">
      <SearchBox label="Text of findings" placeholder="Rule, node, path or message" />
      <DomainSelect report={report} />
      <Chips
        label="Outcome"
        items={outcomeOrder}
        chosen={outcomes}
        className={(outcome) => `chip outcome outcome-${outcome}`}
        word={(outcome) => `${outcomeWords[outcome]} ${countOf(report.counts, outcome).toLocaleString('en')}`}
        onToggle={(each) => navigate({ outcomes: toggled(outcomes, each, outcomeOrder, defaultOutcomes) })}
      />
      <Chips
        label="Severity"
        items={severityOrder}
        chosen={address.severities}
        className={(severity) => `chip severity-chip severity-chip-${severity}`}
        word={(severity) => severity}
        onToggle={(each) => navigate({ severities: toggled(address.severities, each, severityOrder) })}
      />
      {(['node', 'rule'] as const).map(
        (name) =>
          address[name] && (
            <button key={name} type="button" className="pinned" onClick={() => navigate({ [name]: '' })}>
              {name} <Text>{address[name]}</Text> <span aria-hidden="true">×</span>
              <span className="visually-hidden">: show all</span>
            </button>
          ),
      )}
      {isNarrowed(address) && (
        <button type="button" className="plain" onClick={() => navigate(noFilter)}>
          Clear
        </button>
      )}
    </search>
  )
}

function DomainSelect({ report }: { readonly report: Report }) {
  const [address, navigate] = useAddress()
  const named = report.nodes.flatMap((node) => node.domains.map((each) => each.domain))
  const domains = [...new Set(address.domain ? [...named, address.domain] : named)]
  return (
    <select value={address.domain} aria-label="Domain" onChange={(event) => navigate({ domain: event.target.value })}>
      <option value="">all domains</option>
      {domains.map((domain) => (
        <option key={domain} value={domain}>
          {printable(domain)}
        </option>
      ))}
    </select>
  )
}
