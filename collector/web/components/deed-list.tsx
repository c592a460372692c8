import { useState } from 'react'
import type { ProfileView } from '../../report/profileview.ts'
import { Text } from './text.tsx'
import { Ago, Clock } from './time.tsx'

/** How many are shown at first. */
const few = 8

/** Who decided what, newest first. */
export function DeedList({ deeds, now }: { readonly deeds: ProfileView['history']; readonly now: number }) {
  const [all, setAll] = useState(false)
  if (deeds.length === 0) return <p className="muted">Nobody has decided anything.</p>
  const shown = all ? deeds : deeds.slice(0, few)
  return (
    <>
      <ol className="history">
        {shown.map((deed, at) => (
          // Deeds have no name of their own: several may be of one moment.
          // biome-ignore lint/suspicious/noArrayIndexKey: the list only grows at its head, and its items hold no state
          <li key={deeds.length - at}>
            <div className="change-head">
              <strong>
                <Text>{deed.by}</Text>
              </strong>
              <span className="when">
                <Clock value={deed.time} now={now} /> · <Ago value={deed.time} now={now} />
              </span>
            </div>
            <Text>{deed.what}</Text>
          </li>
        ))}
      </ol>
      {shown.length < deeds.length && (
        <button type="button" className="plain" onClick={() => setAll(true)}>
          {(deeds.length - shown.length).toLocaleString('en')} more
        </button>
      )}
    </>
  )
}
