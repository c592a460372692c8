import type { ProfileView } from '../../report/profileview.ts'
import { amountOf, type Criterion, criterionWord } from '../processes.ts'
import type { Deciding } from '../use-decision.ts'
import { Text } from './text.tsx'

interface CriteriaTableProps {
  readonly profile: ProfileView
  readonly deciding: Deciding
}

/** What was seen, of how much it takes. A criterion that is not met can be waived while it learns. */
export function CriteriaTable({ profile: { criteria, state }, deciding: { decide, isBusy } }: CriteriaTableProps) {
  return (
    <ul className="criteria-list">
      {criteria.map((criterion) => (
        <li key={criterion.name}>
          <span className={`criterion criterion-${standing(criterion)}`}>{standing(criterion)}</span>
          <span className="cell-what">
            {criterionWord(criterion.name)}
            <span className="domain">
              {amountOf(criterion)}
              {criterion.note && (
                <>
                  {' · '}
                  <Text>{criterion.note}</Text>
                </>
              )}
            </span>
          </span>
          {state === 'learning' && standing(criterion) === 'missing' && (
            <button
              type="button"
              className="plain"
              disabled={isBusy}
              aria-label={`Waive: ${criterionWord(criterion.name)}`}
              onClick={() => decide({ action: 'waive', value: criterion.name })}
            >
              Waive
            </button>
          )}
        </li>
      ))}
    </ul>
  )
}

function standing({ met, waived }: Criterion): 'met' | 'waived' | 'missing' {
  if (met) return 'met'
  return waived ? 'waived' : 'missing'
}
