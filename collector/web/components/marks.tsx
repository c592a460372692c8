import type { Outcome, Severity } from '../../judge/rule.ts'
import { effectiveOutcome } from '../../report/fold.ts'
import type { FindingView, NodeState } from '../../report/model.ts'
import { type ProfileState, profileStateWords } from '../processes.ts'
import { outcomeWords, stateWords } from '../words.ts'

export function SeverityMark({ severity }: { readonly severity: Severity }) {
  return <span className={`severity severity-${severity}`}>{severity}</span>
}

export function OutcomeMark({ outcome }: { readonly outcome: Outcome }) {
  return <span className={`outcome outcome-${outcome}`}>{outcomeWords[outcome]}</span>
}

/** The answer as it counts: of a silent node `unknown`, with what it was. */
export function AnswerMark({ finding }: { readonly finding: FindingView }) {
  const outcome = effectiveOutcome(finding)
  return (
    <>
      <OutcomeMark outcome={outcome} />
      {outcome !== finding.outcome && (
        <span className="was" title="The node is silent: this was its last answer">
          was {outcomeWords[finding.outcome]}
        </span>
      )}
    </>
  )
}

export function StateMark({ state }: { readonly state: NodeState }) {
  return <span className={`state state-${state}`}>{stateWords[state]}</span>
}

export function ProfileStateMark({ state }: { readonly state: ProfileState }) {
  return <span className={`outcome profile-state profile-${state}`}>{profileStateWords[state]}</span>
}
