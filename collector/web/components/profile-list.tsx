import type { SummaryView } from '../../report/profileview.ts'
import { placeOf, tagWord } from '../processes.ts'
import { useBatch, useRowKeys } from '../use-rows.ts'
import { counted } from '../words.ts'
import { Link } from './link.tsx'
import { ProfileStateMark } from './marks.tsx'
import { More } from './more.tsx'
import { Text } from './text.tsx'
import { Ago } from './time.tsx'

interface ProfileListProps {
  readonly profiles: readonly SummaryView[]
  /** Milliseconds since 1970. */
  readonly now: number
}

export function ProfileList({ profiles, now }: ProfileListProps) {
  const batch = useBatch()
  const keys = useRowKeys<HTMLOListElement>()
  return (
    <>
      <div className="list-head profile-row" aria-hidden="true">
        <span>State</span>
        <span>Place</span>
        <span>To decide</span>
        <span>Learned from</span>
        <span>Last seen</span>
      </div>
      <ol className="finding-list" {...keys}>
        {profiles.slice(0, batch.limit).map((profile) => (
          <li key={profile.id}>
            <ProfileRow profile={profile} now={now} />
          </li>
        ))}
      </ol>
      <More batch={batch} all={profiles.length} />
    </>
  )
}

function ProfileRow({ profile, now }: { readonly profile: SummaryView; readonly now: number }) {
  const { id, state, entries, nodes, incomplete, seenTime } = profile
  const { name, where } = placeOf(id)
  return (
    <Link to={{ view: 'processes', profile: id, text: '', kind: '' }} className="row profile-row">
      <span>
        <ProfileStateMark state={state} />
      </span>
      <span className="cell-what">
        <span className="title">
          <Text>{name}</Text>
        </span>
        <span className="message">
          <Text>{where}</Text>
        </span>
      </span>
      <span className="cell-open">
        <Open profile={profile} />
      </span>
      <span className="cell-seen">
        {counted(entries, 'program')} on {counted(nodes, 'node')}
        <span className="domain">
          {incomplete ? <span className="untold">incomplete: losses</span> : 'no late loss'}
        </span>
      </span>
      <span className="cell-changed">{seenTime ? <Ago value={seenTime} now={now} /> : 'never seen'}</span>
    </Link>
  )
}

/** How much waits for a decision, and what of that is worth a look. */
function Open({ profile: { open, tagged, worst } }: { readonly profile: SummaryView }) {
  if (open === 0) return <span className="muted">all decided</span>
  return (
    <>
      {counted(open, 'program')} undecided
      <span className="domain">
        {tagged === undefined && 'risk not counted yet'}
        {tagged === 0 && 'none with a warning'}
        {worst && (
          <span className="warning">
            {counted(tagged ?? 0, 'warning')}: {tagWord(worst)}
          </span>
        )}
      </span>
    </>
  )
}
