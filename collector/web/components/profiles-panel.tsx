import { useQuery } from '@tanstack/react-query'
import type { Report } from '../../report/model.ts'
import type { SummaryView } from '../../report/profileview.ts'
import { loadProfiles } from '../api-profiles.ts'
import { profileStates, profileStateWords, selectProfiles } from '../processes.ts'
import { useAddress } from '../use-address.ts'
import { counted } from '../words.ts'
import { Chips } from './chips.tsx'
import { ImportPanel } from './import-panel.tsx'
import { ErrorNotice, Notice } from './notice.tsx'
import { Panel } from './panel.tsx'
import { ProfileList } from './profile-list.tsx'
import { SearchBox } from './search-box.tsx'

/** Every place of which is learned what runs there. */
export function ProfilesPanel({ report }: { readonly report: Report }) {
  const [address] = useAddress()
  const { data, error } = useQuery({ queryKey: ['profiles'], queryFn: ({ signal }) => loadProfiles(signal) })
  const shown = selectProfiles(data ?? [], address)
  const aside = data && (
    <span className="muted" role="status">
      {counted(shown.length, 'profile')}
    </span>
  )
  return (
    <Panel title="Processes" className="profiles" aside={aside}>
      <p className="muted lead">
        What runs in each unit of the hosts and each container of the workloads is learned. A person says what of it is
        right; from then on everything else is a violation. Nothing is ever blocked.
      </p>
      {data && <ProfileFilter profiles={data} />}
      <ErrorNotice error={error} />
      {!data && !error && <Notice kind="busy">Loading the profiles…</Notice>}
      {shown.length > 0 && <ProfileList profiles={shown} now={Date.parse(report.asOf)} />}
      {data && shown.length === 0 && <Nothing isEmpty={data.length === 0} />}
      <ImportPanel />
    </Panel>
  )
}

function ProfileFilter({ profiles }: { readonly profiles: readonly SummaryView[] }) {
  const [{ kind }, navigate] = useAddress()
  const numberOf = (state: string) => profiles.filter((each) => each.state === state).length.toLocaleString('en')
  return (
    <search className="filter-bar">
      <SearchBox label="Name of a profile" placeholder="Unit, namespace or workload" />
      <Chips
        label="State"
        items={profileStates}
        chosen={profileStates.filter((state) => kind === '' || kind === state)}
        className={() => 'chip'}
        word={(state) => `${profileStateWords[state]} ${numberOf(state)}`}
        onToggle={(state) => navigate({ kind: kind === state ? '' : state })}
      />
    </search>
  )
}

function Nothing({ isEmpty }: { readonly isEmpty: boolean }) {
  if (!isEmpty) return <Notice kind="empty">No profile matches this filter.</Notice>
  return (
    <Notice kind="empty">Nothing was learned yet: no agent has told of a process. `merlon doctor` says why not.</Notice>
  )
}
