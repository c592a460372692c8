import type { ViolationView } from '../../report/profileview.ts'
import type { NodeNames } from '../names.ts'
import { howOften, kindWord, placeOf, programOf } from '../processes.ts'
import { useBatch, useRowKeys } from '../use-rows.ts'
import { Keys } from './keys.tsx'
import { Link } from './link.tsx'
import { SeverityMark } from './marks.tsx'
import { More } from './more.tsx'
import { Names } from './names.tsx'
import { Text } from './text.tsx'
import { Ago } from './time.tsx'

interface ViolationListProps {
  readonly violations: readonly ViolationView[]
  /** Id of the one that is open. */
  readonly open: string
  readonly names: NodeNames
  /** Milliseconds since 1970. */
  readonly now: number
}

export function ViolationList({ violations, open, names, now }: ViolationListProps) {
  const batch = useBatch()
  const keys = useRowKeys<HTMLOListElement>()
  return (
    <>
      <div className="list-head violation-row" aria-hidden="true">
        <span>Severity</span>
        <span>What</span>
        <span>Where</span>
        <span>How often</span>
        <span>Last</span>
      </div>
      <ol className="finding-list" {...keys}>
        {violations.slice(0, batch.limit).map((violation) => (
          <li key={violation.id}>
            <Link
              to={{ view: 'violations', violation: violation.id }}
              className={`row violation-row${violation.id === open ? ' row-open' : ''}`}
            >
              <span>
                <SeverityMark severity={violation.severity} />
              </span>
              <What violation={violation} />
              <span className="cell-where">
                <Where violation={violation} />
                <span className="domain">
                  <Names names={violation.nodes.map(names)} />
                </span>
              </span>
              <span className="cell-seen">
                {howOften(violation)}
                {violation.acknowledged && <span className="domain">acknowledged</span>}
              </span>
              <span className="cell-changed">
                <Ago value={violation.lastTime} now={now} />
              </span>
            </Link>
          </li>
        ))}
      </ol>
      <More batch={batch} all={violations.length} />
      <Keys />
    </>
  )
}

function What({ violation }: { readonly violation: ViolationView }) {
  return (
    <span className="cell-what">
      <span className="title">
        {kindWord(violation.kind)}{' '}
        {violation.path && (
          <span className="subject">
            <Text code>{programOf(violation)}</Text>
          </span>
        )}
      </span>
      <span className="message">
        <Text>{violation.reason}</Text>
      </span>
    </span>
  )
}

function Where({ violation: { kind, profile, pod } }: { readonly violation: ViolationView }) {
  if (profile) return <Text>{placeOf(profile).name}</Text>
  if (pod) return <Text>{pod}</Text>
  return <span className="muted">{kind === 'loss' ? 'the whole node' : 'no profile'}</span>
}
