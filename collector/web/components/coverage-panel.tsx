import { useMemo } from 'react'
import { printable } from '../../../lib/printable.ts'
import type { NodeState, NodeView, Report } from '../../report/model.ts'
import { sortNodes } from '../coverage.ts'
import { counted, stateWords } from '../words.ts'
import { Bar } from './bar.tsx'
import { Link } from './link.tsx'
import { StateMark } from './marks.tsx'
import { Panel } from './panel.tsx'
import { Text } from './text.tsx'
import { Ago } from './time.tsx'

/** Most nodes that are listed: those that report and of which all could be read come last. */
const mostNodes = 200

export function CoveragePanel({ report }: { readonly report: Report }) {
  const { expected, reporting, stale, silent, neverSeen, unobservable = 0, excluded = 0 } = report.coverage
  const states: readonly (readonly [NodeState, number])[] = [
    ['reporting', reporting],
    ['stale', stale],
    ['silent', silent],
    ['never-seen', neverSeen],
  ]
  const unexpected = (
    [
      ['cannot-be-observed', unobservable],
      ['excluded', excluded],
    ] as const
  ).filter(([, number]) => number > 0)
  return (
    <Panel
      title="Coverage"
      className="coverage"
      aside={<span className="muted">{counted(expected, 'node')} expected</span>}
    >
      <p className="coverage-line">
        <strong className={reporting < expected ? 'big lacking' : 'big'}>
          {reporting} of {expected}
        </strong>{' '}
        reporting
      </p>
      <Bar
        total={expected + unobservable + excluded}
        segments={[...states, ...unexpected].map(([name, value]) => ({ name, value }))}
      />
      <ul className="states">
        {[...states, ...unexpected].map(([state, number]) => (
          <li key={state} className={number === 0 ? 'none' : undefined}>
            <span className={`state state-${state}`}>
              {number} {stateWords[state]}
            </span>
          </li>
        ))}
      </ul>
      {report.nodes.length === 0 ? <NoNodes /> : <NodeTable report={report} />}
    </Panel>
  )
}

function NoNodes() {
  return (
    <p className="muted">
      No node is expected yet: <code>merlon node add</code> makes one known.
    </p>
  )
}

function NodeTable({ report }: { readonly report: Report }) {
  const nodes = useMemo(() => sortNodes(report.nodes), [report.nodes])
  const now = Date.parse(report.asOf)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
    <section className="scroll" tabIndex={0} aria-label="Nodes">
      <table className="nodes">
        <thead>
          <tr>
            <th scope="col">Node</th>
            <th scope="col">State</th>
            <th scope="col">Last seen</th>
            <th scope="col">Kubelet</th>
            <th scope="col" className="number">
              Failing
            </th>
            <th scope="col" className="number">
              Unanswered
            </th>
          </tr>
        </thead>
        <tbody>
          {nodes.slice(0, mostNodes).map((node) => (
            <NodeRow key={node.id} node={node} now={now} />
          ))}
        </tbody>
      </table>
      {nodes.length > mostNodes && (
        <p className="muted">
          and {counted(nodes.length - mostNodes, 'more node')}, which report or come after these by name
        </p>
      )}
    </section>
  )
}

function NodeRow({ node, now }: { readonly node: NodeView; readonly now: number }) {
  return (
    <tr>
      <th scope="row">
        <Link
          to={{ node: node.name }}
          title={`Findings of this node: ${printable(node.roles.join(', ') || 'no Kubernetes role')}`}
        >
          <Text>{node.name}</Text>
        </Link>
      </th>
      <td>
        <StateMark state={node.state} />
      </td>
      <td>{node.lastSeenTime ? <Ago value={node.lastSeenTime} now={now} /> : <span className="muted">never</span>}</td>
      <td>{node.kubeletVersion ? <Text>{node.kubeletVersion}</Text> : <span className="muted">not known</span>}</td>
      <td className="number">{node.lastSeenTime ? node.counts.fail : '–'}</td>
      <td className="number">{node.lastSeenTime ? node.counts.unknown + node.counts.error : '–'}</td>
    </tr>
  )
}
