import type { Evidence } from '../../judge/finding.ts'
import { Text } from './text.tsx'

/** The values that decided: what they are, where they come from, and what they overrode. */
export function EvidenceList({ evidence }: { readonly evidence: readonly Evidence[] }) {
  if (evidence.length === 0) return <p className="muted">No value was read for this answer.</p>
  return (
    <ul className="evidence">
      {evidence.map((each) => (
        <li key={each.field}>
          <div className="field">
            <Text code>{each.field}</Text>
          </div>
          {each.unknown === undefined ? (
            <Sourced value={each.value} source={each.source} />
          ) : (
            <div className="untold">
              cannot be told: <Text>{each.unknown}</Text>
              {each.source && (
                <>
                  {' '}
                  <Source source={each.source} />
                </>
              )}
            </div>
          )}
          {each.overridden?.map((other) => (
            <div key={`${other.value} ${other.source}`} className="overridden">
              <span className="muted">overrode</span> <Sourced value={other.value} source={other.source} />
            </div>
          ))}
        </li>
      ))}
    </ul>
  )
}

function Sourced({ value, source }: { readonly value: string; readonly source: string }) {
  return (
    <span className="sourced">
      {value === '' ? <span className="muted">empty</span> : <Text code>{value}</Text>} <Source source={source} />
    </span>
  )
}

function Source({ source }: { readonly source: string }) {
  return (
    <span className="source">
      <span aria-hidden="true">←</span>
      <span className="visually-hidden">from</span> <Text>{source}</Text>
    </span>
  )
}
