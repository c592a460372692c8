import type { Report } from '../../report/model.ts'
import { useAddress } from '../use-address.ts'
import { ChangesPanel } from './changes-panel.tsx'
import { DetailPanel } from './detail-panel.tsx'
import { FindingsPanel } from './findings-panel.tsx'

/** The findings, and beside them the one that is open, or what changed last. */
export function Workbench({ report }: { readonly report: Report }) {
  const [address] = useAddress()
  return (
    <div className="workbench">
      <FindingsPanel report={report} />
      <aside className="side">
        {address.finding ? (
          <DetailPanel key={address.finding} id={address.finding} report={report} />
        ) : (
          <ChangesPanel report={report} />
        )}
      </aside>
    </div>
  )
}
