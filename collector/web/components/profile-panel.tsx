import { useQuery } from '@tanstack/react-query'
import type { Report } from '../../report/model.ts'
import type { ProfileView } from '../../report/profileview.ts'
import { loadProfile } from '../api-profiles.ts'
import { placeOf } from '../processes.ts'
import { type Deciding, useDecision } from '../use-decision.ts'
import { ByHand } from './by-hand.tsx'
import { CriteriaTable } from './criteria-table.tsx'
import { DeedList } from './deed-list.tsx'
import { EntryPanel } from './entry-panel.tsx'
import { Link } from './link.tsx'
import { ProfileStateMark } from './marks.tsx'
import { ErrorNotice, Notice } from './notice.tsx'
import { Panel } from './panel.tsx'
import { ProfileActions } from './profile-actions.tsx'
import { Text } from './text.tsx'
import { Ago } from './time.tsx'

/** One profile: how far it is, what was seen, and what a person decides about it. */
export function ProfilePanel({ id, report }: { readonly id: string; readonly report: Report }) {
  const { data, error } = useQuery({ queryKey: ['profile', id], queryFn: ({ signal }) => loadProfile(id, signal) })
  const back = (
    <Link to={{ view: 'processes', profile: '', text: '' }} className="back">
      All profiles
    </Link>
  )
  return (
    <>
      <ErrorNotice error={error} />
      {!data && (
        <Panel title="Profile" className="profile" aside={back}>
          {!error && <Notice kind="busy">Loading the profile…</Notice>}
        </Panel>
      )}
      {data && <Review profile={data} report={report} back={back} />}
    </>
  )
}

interface ReviewProps {
  readonly profile: ProfileView
  readonly report: Report
  readonly back: React.ReactNode
}

function Review({ profile, report, back }: ReviewProps) {
  const deciding = useDecision(profile)
  const now = Date.parse(report.asOf)
  return (
    <div className="review">
      <Panel title="Profile" className="profile" aside={back}>
        <Head profile={profile} now={now} />
        <Flags flags={profile.flags} />
        {deciding.refusal && (
          <Notice kind="error">
            <Text>{deciding.refusal}</Text>
          </Notice>
        )}
        <Reason deciding={deciding} />
        <ProfileActions profile={profile} deciding={deciding} />
      </Panel>
      <div className="review-columns">
        <EntryPanel profile={profile} deciding={deciding} report={report} />
        <div className="review-side">
          <Panel title={profile.state === 'learning' ? 'What it takes to be ready' : 'Evidence'} className="criteria">
            <CriteriaTable profile={profile} deciding={deciding} />
          </Panel>
          <Panel title="Written by hand" className="by-hand">
            <ByHand profile={profile} deciding={deciding} />
          </Panel>
          <Panel title="Who decided what" className="deeds">
            <DeedList deeds={profile.history} now={now} />
          </Panel>
        </div>
      </div>
    </div>
  )
}

function Head({ profile, now }: { readonly profile: ProfileView; readonly now: number }) {
  const { id, state, version, seenTime } = profile
  const { name, where } = placeOf(id)
  return (
    <>
      <p className="marks">
        <ProfileStateMark state={state} />
        {profile.autoApprove && <span className="tag">approves itself when ready and harmless</span>}
      </p>
      <h3>
        <Text>{name}</Text>
      </h3>
      <p className="muted">
        <Text>{where}</Text> · version {version} · {seenTime ? <Ago value={seenTime} now={now} /> : 'never seen'}
        {' · '}
        <Link to={{ view: 'violations', profile: id, text: '', kind: '' }}>its violations</Link>
      </p>
    </>
  )
}

/** Why, for the history: of whatever is decided next. */
function Reason({ deciding: { reason, setReason } }: { readonly deciding: Deciding }) {
  return (
    <label className="muted small">
      Reason{' '}
      <input
        value={reason}
        maxLength={500}
        placeholder="for the history of what you decide next"
        onChange={(event) => setReason(event.target.value)}
      />
    </label>
  )
}

const flagWords: Readonly<Record<string, string>> = {
  INCOMPLETE: 'Not everything was seen',
  'START-NOT-SEEN': 'No start was seen',
  STALE: 'Nothing was seen lately',
  'TOO-LARGE': 'There is no room for more',
  'SAMPLED-ONLY': 'Only samples were taken',
}

/** What limits the trust in it. */
function Flags({ flags }: Pick<ProfileView, 'flags'>) {
  return flags.map(({ name, reason, count }) => (
    <p key={`${name} ${reason}`} className="remark">
      <strong>{flagWords[name] ?? name}</strong>: <Text>{reason}</Text> ({count.toLocaleString('en')})
    </p>
  ))
}
