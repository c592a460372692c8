import type { ControlResult } from '../../report/compliancemodel.ts'
import { countOf, outcomeOrder, outcomeWords } from '../words.ts'
import { Link } from './link.tsx'
import { OutcomeMark } from './marks.tsx'
import { Text } from './text.tsx'

interface ControlProps {
  readonly control: ControlResult
}

/** One control: how it is answered, by which rules, and the worst that they say. */
export function ControlRow({ control }: ControlProps) {
  const { id, title, assessment, outcome, rules, notApplicable } = control
  return (
    <li className="control">
      <span className="cell-outcome">
        <OutcomeMark outcome={outcome} />
      </span>
      <span className="cell-id">
        <Text>{id}</Text>
      </span>
      <div className="cell-what">
        <Text>{title}</Text>
        {assessment && <span className="assessment">{assessment}</span>}
        {notApplicable ? (
          <p className="message">
            <Text>{notApplicable}</Text>
          </p>
        ) : (
          <Worst control={control} />
        )}
      </div>
      <div className="cell-by">
        <Nodes control={control} />
        {rules.length > 0 && <Rules rules={rules} />}
      </div>
    </li>
  )
}

/** How many nodes have which answer; nothing to say of a single one. */
function Nodes({ control }: ControlProps) {
  if (!isOfSeveral(control)) return null
  const parts = outcomeOrder.filter((outcome) => countOf(control.counts, outcome) > 0)
  return (
    <span className="where">
      nodes: {parts.map((outcome) => `${countOf(control.counts, outcome)} ${outcomeWords[outcome]}`).join(', ')}
    </span>
  )
}

/** The first of the worst answers; what passes needs no words, and of a node that was never seen there are none. */
function Worst({ control }: ControlProps) {
  const [worst] = control.answers
  if (worst?.outcome !== control.outcome || worst.outcome === 'pass') return null
  const others = control.answers.filter((each) => each.outcome === worst.outcome).length - 1
  const unlisted = control.moreAnswers > 0 && others === control.answers.length - 1
  return (
    <p className="message">
      {isOfSeveral(control) && (
        <>
          <Text>{worst.nodeName}</Text>
          {': '}
        </>
      )}
      <Text>{worst.message}</Text>
      {others > 0 && `, and ${unlisted ? 'at least ' : ''}${others} more`}
    </p>
  )
}

/** What it is answered by, each as the way to its findings, passing ones too. */
function Rules({ rules }: { readonly rules: readonly string[] }) {
  return (
    <ul className="rules">
      {rules.map((rule) => (
        <li key={rule}>
          <Link fresh to={{ rule, outcomes: outcomeOrder }} title="Findings of this rule on all nodes">
            <Text code>{rule}</Text>
          </Link>
        </li>
      ))}
    </ul>
  )
}

function isOfSeveral({ counts }: ControlResult): boolean {
  return Object.values(counts).reduce((sum, each) => sum + each, 0) > 1
}
