import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useCallback, useState } from 'react'
import type { ViolationView } from '../../report/profileview.ts'
import { ApiError } from '../api.ts'
import { acknowledge, loadViolation } from '../api-profiles.ts'
import type { NodeNames } from '../names.ts'
import { howOften, kindWord, programOf } from '../processes.ts'
import { useAddress } from '../use-address.ts'
import { Link } from './link.tsx'
import { SeverityMark } from './marks.tsx'
import { Names } from './names.tsx'
import { ErrorNotice, Notice } from './notice.tsx'
import { Section } from './section.tsx'
import { SidePanel } from './side-panel.tsx'
import { Text } from './text.tsx'
import { Ago, Clock } from './time.tsx'

interface ViolationDetailProps {
  readonly id: string
  /** What the list has of it; undefined where the list does not hold it. */
  readonly known: ViolationView | undefined
  readonly names: NodeNames
  /** Milliseconds since 1970. */
  readonly now: number
}

/** All that is known of one violation, and that somebody has seen it. */
export function ViolationDetail({ id, known, names, now }: ViolationDetailProps) {
  const [, navigate] = useAddress()
  const close = useCallback(() => navigate({ violation: '' }), [navigate])
  // Acknowledged, it leaves the list of those that nobody has seen.
  const { data, error } = useQuery({
    queryKey: ['violations', 'one', id],
    queryFn: ({ signal }) => loadViolation(id, signal),
    enabled: known === undefined,
  })
  const violation = known ?? data
  const isGone = error instanceof ApiError && error.status === 404
  return (
    <SidePanel title="Violation" onClose={close}>
      {!violation && !isGone && <ErrorNotice error={error} />}
      {violation && <Detail violation={violation} names={names} now={now} />}
      {!violation && isGone && <Notice kind="empty">It is not known any more.</Notice>}
      {!violation && !error && <Notice kind="busy">Loading the violation…</Notice>}
    </SidePanel>
  )
}

type DetailProps = { readonly violation: ViolationView; readonly names: NodeNames; readonly now: number }

function Detail({ violation, names, now }: DetailProps) {
  return (
    <article className="finding">
      <p className="marks">
        <SeverityMark severity={violation.severity} />
        {violation.kind === 'loss' && <span className="untold">a loss: what was not seen cannot be judged</span>}
      </p>
      <h3>{kindWord(violation.kind)}</h3>
      <p className="message">
        <Text>{violation.reason}</Text>
      </p>
      <About violation={violation} names={names} now={now} />
      {violation.kind !== 'loss' && <Process violation={violation} />}
      <Acknowledged key={violation.id} violation={violation} now={now} />
    </article>
  )
}

function About({ violation, names, now }: DetailProps) {
  const { profile, nodes, pod, firstTime, lastTime } = violation
  return (
    <dl className="about">
      <Fact title="Profile">
        {profile ? (
          <Link to={{ view: 'processes', profile, violation: '', text: '', kind: '' }}>
            <Text>{profile}</Text>
          </Link>
        ) : (
          'none: it holds everywhere'
        )}
      </Fact>
      <Fact title="Nodes">
        <Names names={nodes.map(names)} />
      </Fact>
      {pod && (
        <Fact title="Pod">
          <Text>{pod}</Text>
        </Fact>
      )}
      <Fact title="How often">{howOften(violation)}</Fact>
      <Fact title="First">
        <Clock value={firstTime} now={now} /> · <Ago value={firstTime} now={now} />
      </Fact>
      <Fact title="Last">
        <Clock value={lastTime} now={now} /> · <Ago value={lastTime} now={now} />
      </Fact>
    </dl>
  )
}

/** What ran, by whom, from where, and what would have been allowed. */
function Process({ violation }: { readonly violation: ViolationView }) {
  const { layer, digest, user, creators, marks, commandLine, listeners, allowed, profile } = violation
  return (
    <>
      <Section title="What ran">
        <dl className="about">
          <Fact title="Program">
            <Text code>{programOf(violation)}</Text>
          </Fact>
          <Fact title="Command line">
            {commandLine.length > 0 ? (
              <Text code>{commandLine.map(quoted).join(' ')}</Text>
            ) : (
              <span className="untold">not captured</span>
            )}
          </Fact>
          <Fact title="User">{user ? <Text>{user}</Text> : <span className="untold">not captured</span>}</Fact>
          <Fact title="Started by">
            {creators.length > 0 ? <Text code>{creators.join(' ← ')}</Text> : <span className="untold">not known</span>}
          </Fact>
          {layer && (
            <Fact title="From">
              <Text>{layer}</Text>
            </Fact>
          )}
          <Fact title="File">{digest ? <Text code>{digest}</Text> : <span className="untold">was not read</span>}</Fact>
          {marks.length > 0 && (
            <Fact title="Marks">
              <Text>{marks.join(', ')}</Text>
            </Fact>
          )}
          {listeners.length > 0 && (
            <Fact title="Listens on">
              <Text code>{listeners.join(', ')}</Text>
            </Fact>
          )}
        </dl>
      </Section>
      <Section title="What the profile allows that is nearest">
        {allowed.length === 0 && <p className="muted">{profile ? 'Nothing like it.' : 'The place has no profile.'}</p>}
        <ul className="evidence">
          {allowed.map((each) => (
            <li key={each}>
              <Text code>{each}</Text>
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}

function Acknowledged({ violation, now }: Omit<DetailProps, 'names'>) {
  const client = useQueryClient()
  const [note, setNote] = useState('')
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => acknowledge(violation.id, note),
    onSuccess: () => client.invalidateQueries({ queryKey: ['violations'] }),
  })
  const { acknowledged } = violation
  return (
    <Section title="Acknowledged">
      {acknowledged ? (
        <p role="status">
          By <Text>{acknowledged.by}</Text>, <Clock value={acknowledged.time} now={now} />.{' '}
          {acknowledged.note && <Text>{acknowledged.note}</Text>}
        </p>
      ) : (
        <div className="acknowledge">
          <textarea
            value={note}
            rows={2}
            maxLength={1000}
            aria-label="Note"
            placeholder="What you found"
            onChange={(event) => setNote(event.target.value)}
          />
          <button type="button" className="plain primary" disabled={isPending} onClick={() => mutate()}>
            Acknowledge
          </button>
        </div>
      )}
      <ErrorNotice error={error} />
    </Section>
  )
}

function Fact({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="pair">
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** So that one sees where an argument ends. */
function quoted(argument: string): string {
  return /^[\w./:=@%+,-]+$/.test(argument) ? argument : JSON.stringify(argument)
}
