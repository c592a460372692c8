import type { Report } from '../../report/model.ts'
import { counted } from '../words.ts'
import { Text } from './text.tsx'

/** What the operator's configuration changed of the rules: numbers without that would mislead. */
export function RuleChanges({ report }: { readonly report: Report }) {
  if (report.ruleChanges.length === 0) return null
  return (
    <details className="rule-changes">
      <summary>{counted(report.ruleChanges.length, 'rule is', 'rules are')} changed by configuration</summary>
      <ul>
        {report.ruleChanges.map((change) => (
          <li key={change}>
            <Text>{change}</Text>
          </li>
        ))}
      </ul>
    </details>
  )
}
