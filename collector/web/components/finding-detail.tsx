import type { FindingView } from '../../report/model.ts'
import type { FindingAnswer } from '../api.ts'
import { EvidenceList } from './evidence-list.tsx'
import { HistoryList } from './history-list.tsx'
import { Link } from './link.tsx'
import { AnswerMark, SeverityMark } from './marks.tsx'
import { Section } from './section.tsx'
import { Text } from './text.tsx'
import { Ago } from './time.tsx'

/** All that is known of one finding. */
export function FindingDetail({ answer, now }: { readonly answer: FindingAnswer; readonly now: number }) {
  const { finding, history } = answer
  return (
    <article className="finding">
      <p className="marks">
        <SeverityMark severity={finding.severity} />
        <AnswerMark finding={finding} />
      </p>
      <h3>
        <Text>{finding.title}</Text>
      </h3>
      {finding.stale && <p className="remark">The node is silent. This is its last answer; it counts as unknown.</p>}
      <p className="message">
        <Text>{finding.message}</Text>
      </p>
      <About finding={finding} now={now} />
      <Section title="Evidence">
        <EvidenceList evidence={finding.evidence} />
      </Section>
      {finding.remediation && (
        <Section title="Remediation">
          <p>
            <Text>{finding.remediation}</Text>
          </p>
        </Section>
      )}
      <References references={finding.references} />
      <Section title="History">
        <HistoryList history={history} now={now} />
      </Section>
    </article>
  )
}

function About({ finding, now }: { readonly finding: FindingView; readonly now: number }) {
  return (
    <dl className="about">
      <dt>Node</dt>
      <dd>
        {finding.nodeName ? (
          <Link to={{ node: finding.nodeName }} title="Findings of this node">
            <Text>{finding.nodeName}</Text>
          </Link>
        ) : (
          'the whole cluster'
        )}
      </dd>
      <dt>Rule</dt>
      <dd>
        <Link to={{ rule: finding.rule }} title="Findings of this rule on all nodes">
          <Text>{finding.rule}</Text>
        </Link>
      </dd>
      {finding.subject && (
        <>
          <dt>Subject</dt>
          <dd>
            <Text code>{finding.subject}</Text>
          </dd>
        </>
      )}
      <dt>Domain</dt>
      <dd>
        <Text>{finding.domain}</Text>
        {finding.level && <span className="muted"> · level {finding.level}</span>}
      </dd>
      <dt>First judged</dt>
      <dd>
        <Ago value={finding.firstTime} now={now} />
      </dd>
      <dt>Changed</dt>
      <dd>
        <Ago value={finding.changedTime} now={now} />
      </dd>
      <dt>Id</dt>
      <dd className="code" title={finding.id}>
        {finding.id.slice(0, 12)}
      </dd>
    </dl>
  )
}

function References({ references }: Pick<FindingView, 'references'>) {
  const entries = Object.entries(references)
  if (entries.length === 0) return null
  return (
    <Section title="References">
      <dl className="about">
        {entries.map(([framework, ids]) => (
          <div key={framework} className="pair">
            <dt>{framework}</dt>
            <dd>
              <Text>{ids.join(', ')}</Text>
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}
