import type { Report, SeverityCount } from '../../report/model.ts'
import { severityOrder } from '../words.ts'
import { Bar } from './bar.tsx'
import { Link } from './link.tsx'
import { SeverityMark } from './marks.tsx'
import { Panel } from './panel.tsx'

export function SeverityPanel({ report }: { readonly report: Report }) {
  const rows = severityOrder.flatMap((severity) => report.severities.find((each) => each.severity === severity) ?? [])
  const most = Math.max(1, ...rows.map((row) => row.fail + row.unknown))
  return (
    <Panel title="By severity" className="severities">
      <table>
        <thead>
          <tr>
            <th scope="col">Severity</th>
            <td />
            <th scope="col" className="number">
              Failing
            </th>
            <th scope="col" className="number">
              Unanswered
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.severity} row={row} most={most} />
          ))}
        </tbody>
      </table>
    </Panel>
  )
}

function Row({ row, most }: { readonly row: SeverityCount; readonly most: number }) {
  const { severity, fail, unknown } = row
  return (
    <tr>
      <th scope="row">
        <Link to={{ severities: [severity] }} title="Only these findings">
          <SeverityMark severity={severity} />
        </Link>
      </th>
      <td className="bar-cell">
        <Bar
          total={most}
          segments={[
            { name: 'fail', value: fail },
            { name: 'unknown', value: unknown },
          ]}
        />
      </td>
      <td className="number">{fail.toLocaleString('en')}</td>
      <td className="number">{unknown.toLocaleString('en')}</td>
    </tr>
  )
}
