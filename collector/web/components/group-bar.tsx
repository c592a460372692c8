import { groupRefusal, type Item } from '../processes.ts'
import type { Deciding } from '../use-decision.ts'
import { counted } from '../words.ts'
import { Text } from './text.tsx'

/** For how many days something can be ignored. */
const periods = [1, 7, 30, 90] as const

interface GroupBarProps {
  readonly listed: readonly Item[]
  readonly chosen: readonly Item[]
  readonly choose: (items: readonly Item[]) => void
  readonly days: number
  readonly setDays: (days: number) => void
  readonly deciding: Deciding
}

/** Several entries decided in one step; approved only where each of them may be. */
export function GroupBar({ listed, chosen, choose, days, setDays, deciding }: GroupBarProps) {
  const { decide, isBusy } = deciding
  const harmless = listed.filter(({ bulk }) => bulk)
  const keys = chosen.map(({ key }) => key)
  const refusal = groupRefusal(chosen)
  const isIdle = isBusy || keys.length === 0
  return (
    <div className="group-bar">
      <div className="actions">
        <button type="button" className="plain" disabled={harmless.length === 0} onClick={() => choose(harmless)}>
          Choose the {harmless.length.toLocaleString('en')} without a warning
        </button>
        <span className="muted" role="status">
          {keys.length.toLocaleString('en')} chosen
        </span>
        <button
          type="button"
          className="plain primary"
          disabled={isIdle || refusal !== ''}
          onClick={() => decide({ action: 'approve', keys })}
        >
          Approve chosen
        </button>
        <button type="button" className="plain" disabled={isIdle} onClick={() => decide({ action: 'deny', keys })}>
          Deny chosen
        </button>
        <button
          type="button"
          className="plain"
          disabled={isIdle}
          onClick={() => decide({ action: 'ignore', keys, until: daysFromNow(days) })}
        >
          Ignore chosen
        </button>
        <label className="muted">
          for{' '}
          <select value={days} onChange={(event) => setDays(Number(event.target.value))}>
            {periods.map((each) => (
              <option key={each} value={each}>
                {counted(each, 'day')}
              </option>
            ))}
          </select>
        </label>
        {keys.length > 0 && (
          <button type="button" className="plain" onClick={() => choose([])}>
            Choose none
          </button>
        )}
      </div>
      {refusal && (
        <p className="remark" role="status">
          Not to be approved in one step. <Text>{refusal}</Text>
        </p>
      )}
    </div>
  )
}

/** RFC 3339. */
export function daysFromNow(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString()
}
