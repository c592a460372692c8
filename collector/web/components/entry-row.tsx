import type { ReactNode } from 'react'
import { printable } from '../../../lib/printable.ts'
import type { EntryView, ListenerView } from '../../report/profileview.ts'
import type { NodeNames } from '../names.ts'
import { type Item, isOpen, isProgram, nameOf, tagsOf, tagWord } from '../processes.ts'
import type { Deciding } from '../use-decision.ts'
import { counted } from '../words.ts'
import { daysFromNow } from './group-bar.tsx'
import { Names } from './names.tsx'
import { Text } from './text.tsx'
import { Ago, Clock } from './time.tsx'

interface EntryRowProps {
  readonly item: Item
  readonly isTicked: boolean
  readonly onToggle: () => void
  readonly names: NodeNames
  /** Nodes of the profile. */
  readonly nodes: number
  readonly deciding: Deciding
  /** How long something is ignored. */
  readonly days: number
  /** Milliseconds since 1970. */
  readonly now: number
}

/** One program or listener: why it is worth a look, what is known of it, and what is decided. */
export function EntryRow({ item, isTicked, onToggle, deciding, days, ...about }: EntryRowProps) {
  return (
    <li className="entry">
      {isOpen(item) && (
        <input
          type="checkbox"
          checked={isTicked}
          onChange={onToggle}
          aria-label={`Choose ${printable(nameOf(item))}`}
        />
      )}
      <div className="entry-what">
        <p className="program">
          <Text code>{nameOf(item)}</Text>
        </p>
        <Tags item={item} />
        {isProgram(item) ? <Program item={item} {...about} /> : <Listener item={item} nodes={about.nodes} />}
      </div>
      <EntryActions item={item} deciding={deciding} days={days} />
    </li>
  )
}

function Tags({ item }: { readonly item: Item }) {
  const { status, by, until } = item
  const tags = tagsOf(item)
  if (tags.length === 0 && !by) return null
  return (
    <p className="tags">
      {tags.map((tag, at) => (
        // The worst is the first: where a hard rule is broken, it is that one.
        <span key={tag} className={at === 0 && isProgram(item) && item.hard ? 'tag tag-hard' : 'tag'} title={tag}>
          {tagWord(tag)}
        </span>
      ))}
      {isProgram(item) && item.hard && <span className="muted">A hard rule: only an exception allows it.</span>}
      {by && (
        <span className="muted">
          {status} by <Text>{by}</Text>
          {until && (
            <>
              {' '}
              until <time dateTime={until}>{until.slice(0, 10)}</time>
            </>
          )}
        </span>
      )}
    </p>
  )
}

type ProgramProps = Pick<EntryRowProps, 'names' | 'nodes' | 'now'> & { readonly item: EntryView }

function Program({ item, nodes, ...about }: ProgramProps) {
  return (
    <details>
      <summary>
        {counted(item.seen, 'time')} on {item.nodes.toLocaleString('en')} of {counted(nodes, 'node')}
        {item.uids.length > 0 && ` · user ${item.uids.join(', ')}`} · <Text>{item.layer}</Text>
      </summary>
      <Known item={item} {...about} />
    </details>
  )
}

function Listener({ item, nodes }: { readonly item: ListenerView; readonly nodes: number }) {
  return (
    <p className="muted small">
      listens, seen {counted(item.seen, 'time')} on {item.nodes.toLocaleString('en')} of {counted(nodes, 'node')}
    </p>
  )
}

function Known({ item, names, now }: Omit<ProgramProps, 'nodes'>) {
  const { firstTime, lastTime, nodeIds, pods, starts, seenInStarts, creators, digests, approved } = item
  const [first] = nodeIds
  return (
    <dl className="about">
      {firstTime && first !== undefined && (
        <Pair title="First seen">
          <Clock value={firstTime} now={now} /> on <Text>{names(first)}</Text>
        </Pair>
      )}
      {lastTime && (
        <Pair title="Last seen">
          <Ago value={lastTime} now={now} />
        </Pair>
      )}
      <Pair title="Nodes">
        <Names names={nodeIds.map(names)} />
      </Pair>
      {pods > 0 && <Pair title="Pods">{pods >= 64 ? '64 or more' : pods}</Pair>}
      {starts > 0 && (
        <Pair title="Starts">
          in {seenInStarts} of {starts} that were looked at
        </Pair>
      )}
      <Pair title="Started by">
        {creators.length === 0 ? <span className="muted">not known</span> : <Text code>{creators.join(', ')}</Text>}
      </Pair>
      <Pair title="File">
        {digests.length === 0 && <span className="untold">was never read</span>}
        {digests.map((digest) => (
          <span key={digest} className="digest">
            <Text code>{digest}</Text> {approved.includes(digest) && <span className="muted">approved</span>}
          </span>
        ))}
      </Pair>
    </dl>
  )
}

function Pair({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="pair">
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function EntryActions({ item, deciding, days }: Pick<EntryRowProps, 'item' | 'deciding' | 'days'>) {
  const { decide, isBusy } = deciding
  const { status } = item
  const keys = [item.key]
  const isHard = isProgram(item) && item.hard
  const isNew = isProgram(item) && item.digests.some((digest) => !item.approved.includes(digest))
  const button = (word: string, act: () => void) => (
    <button
      type="button"
      className="plain"
      disabled={isBusy}
      aria-label={`${word} ${printable(nameOf(item))}`}
      onClick={act}
    >
      {word}
    </button>
  )
  return (
    <div className="actions entry-actions">
      {!isHard && (status !== 'approved' || isNew) && button('Approve', () => decide({ action: 'approve', keys }))}
      {status !== 'denied' && button('Deny', () => decide({ action: 'deny', keys }))}
      {status !== 'ignored' &&
        button(`Ignore ${days} d`, () => decide({ action: 'ignore', keys, until: daysFromNow(days) }))}
    </div>
  )
}
