import { useState } from 'react'
import type { Report } from '../../report/model.ts'
import type { ProfileView } from '../../report/profileview.ts'
import { nodeNames } from '../names.ts'
import { type Item, isOpen, nameOf } from '../processes.ts'
import { useAddress } from '../use-address.ts'
import type { Deciding } from '../use-decision.ts'
import { useBatch } from '../use-rows.ts'
import { counted } from '../words.ts'
import { Chips } from './chips.tsx'
import { EntryRow } from './entry-row.tsx'
import { GroupBar } from './group-bar.tsx'
import { More } from './more.tsx'
import { Notice } from './notice.tsx'
import { Panel } from './panel.tsx'
import { SearchBox } from './search-box.tsx'

const groups = ['open', 'approved', 'denied', 'ignored'] as const
type Group = (typeof groups)[number]

const groupWords: Readonly<Record<Group, string>> = {
  open: 'undecided',
  approved: 'approved',
  denied: 'denied',
  ignored: 'ignored',
}

interface EntryPanelProps {
  readonly profile: ProfileView
  readonly deciding: Deciding
  readonly report: Report
}

/** The programs of a profile by risk, where they listen, and what is decided of them. */
export function EntryPanel({ profile, deciding, report }: EntryPanelProps) {
  const items: readonly Item[] = [...profile.items, ...profile.listeners]
  const [{ text }] = useAddress()
  const [group, setGroup] = useState<Group | undefined>(undefined)
  const [ticked, setTicked] = useState<ReadonlyMap<string, number>>(new Map())
  const [days, setDays] = useState(7)
  const batch = useBatch()
  const names = nodeNames(report)
  const current = group ?? (items.some(isOpen) ? 'open' : 'approved')
  const listed = items.filter((item) => groupOf(item) === current && holds(item, text))
  // What somebody else decided meanwhile, or what there is more to see of, is not chosen any more.
  const isTicked = (item: Item) => isOpen(item) && ticked.get(item.key) === item.learned
  const chosen = listed.filter(isTicked)
  const choose = (wanted: readonly Item[]) => setTicked(new Map(wanted.map(({ key, learned }) => [key, learned])))
  const toggle = (item: Item) => choose(isTicked(item) ? chosen.filter((each) => each !== item) : [...chosen, item])
  return (
    <Panel
      title="Programs and listeners"
      className="entries"
      aside={<span className="muted">{counted(listed.length, 'entry', 'entries')}</span>}
    >
      <search className="filter-bar">
        <SearchBox label="Name of a program" placeholder="Path or script" />
        <Chips
          label="Decided"
          items={groups}
          chosen={[current]}
          className={() => 'chip'}
          word={(each) => `${groupWords[each]} ${items.filter((item) => groupOf(item) === each).length}`}
          onToggle={setGroup}
        />
      </search>
      {current === 'open' && listed.length > 0 && <GroupBar {...{ listed, chosen, choose, days, setDays, deciding }} />}
      <ol className="entry-list">
        {listed.slice(0, batch.limit).map((item) => (
          <EntryRow
            key={item.key}
            {...{ item, names, deciding, days }}
            isTicked={isTicked(item)}
            onToggle={() => toggle(item)}
            nodes={profile.nodes}
            now={Date.parse(report.asOf)}
          />
        ))}
      </ol>
      <More batch={batch} all={listed.length} />
      {listed.length === 0 && (
        <Notice kind="empty">{items.length === 0 ? 'No program was seen yet.' : 'None is so.'}</Notice>
      )}
    </Panel>
  )
}

function groupOf(item: Item): Group {
  return isOpen(item) ? 'open' : (item.status as Group)
}

function holds(item: Item, text: string): boolean {
  const name = nameOf(item).toLowerCase()
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => name.includes(word))
}
