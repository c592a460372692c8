import { useMemo } from 'react'
import type { Report } from '../../report/model.ts'
import { type Unread, unread } from '../coverage.ts'
import { counted } from '../words.ts'
import { Names } from './names.tsx'
import { Panel } from './panel.tsx'
import { Text } from './text.tsx'

export function UnreadPanel({ report }: { readonly report: Report }) {
  const found = useMemo(() => unread(report.nodes), [report.nodes])
  const heard = report.coverage.expected - report.coverage.neverSeen
  return (
    <Panel
      title="Could not be read"
      className="unread"
      aside={<span className="muted">{found.length === 0 ? 'nothing' : counted(found.length, 'reason')}</span>}
    >
      {found.length === 0 ? (
        <p className="muted">
          {heard === 0
            ? 'No node has said anything yet.'
            : `Everything that was looked for on ${counted(heard, 'node')} could be read.`}
        </p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
        <section className="scroll" tabIndex={0} aria-label="What could not be read">
          <ul className="reasons">
            {found.map((each) => (
              <Reason key={JSON.stringify([each.domain, each.status, each.reason])} entry={each} />
            ))}
          </ul>
        </section>
      )}
    </Panel>
  )
}

function Reason({ entry }: { readonly entry: Unread }) {
  const { domain, status, reason, nodes } = entry
  return (
    <li>
      <strong>{domain === '' ? 'agent' : <Text>{domain}</Text>}</strong>{' '}
      <span className="status">
        <Text>{status}</Text>
      </span>{' '}
      <Text>{reason}</Text>
      <span className="where">
        <Names names={nodes} />
      </span>
    </li>
  )
}
