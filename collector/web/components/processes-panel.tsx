import type { Report } from '../../report/model.ts'
import { useAddress } from '../use-address.ts'
import { ProfilePanel } from './profile-panel.tsx'
import { ProfilesPanel } from './profiles-panel.tsx'

/** What may run where: all profiles, or the one that is open. */
export function ProcessesPanel({ report }: { readonly report: Report }) {
  const [{ profile }] = useAddress()
  return profile ? <ProfilePanel key={profile} id={profile} report={report} /> : <ProfilesPanel report={report} />
}
