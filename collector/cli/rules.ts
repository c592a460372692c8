import { printableJson } from '../../lib/printable.ts'
import { table, terminalOf, wrap } from '../../lib/terminal.ts'
import { version } from '../../lib/version.ts'
import { packOf } from '../judge/pack.ts'
import { builtInRules, loadPack, loadRules } from '../rulebook/load.ts'
import { loadRuleTests, runRuleTests } from '../rulebook/ruletests.ts'
import { severityStyle } from './render.ts'

/** Prints the rules; returns the exit code. */
export function listRules(directories: readonly string[], format: 'table' | 'json', out: NodeJS.WriteStream): number {
  const { rules, version: pack } = loadPack([builtInRules, ...directories], {}, version)
  if (format === 'json') {
    const plain = rules.map(({ id, title, severity, level, references, remediation, params, needs }) => ({
      id,
      title,
      severity,
      level,
      needs: needs.map((need) => need.domain),
      references,
      remediation,
      params,
    }))
    out.write(`${printableJson({ rulePack: pack, rules: plain })}\n`)
    return 0
  }
  const terminal = terminalOf(out)
  const columns = [
    { title: 'SEVERITY', style: (text: string) => severityStyle(terminal, text.trim())(text) },
    { title: 'LEVEL' },
    { title: 'RULE' },
    { title: 'TITLE', flexible: true },
  ]
  const rows = rules.map((rule) => [rule.severity, rule.level, rule.id, rule.title])
  out.write(`${[...table(columns, rows, terminal.width), '', `${rules.length} rules, pack ${pack}`].join('\n')}\n`)
  return 0
}

/** Loads the rules of directories strictly, beside the built-in ones. Throws a RulesError with every problem. */
export function checkRules(directories: readonly string[], out: NodeJS.WriteStream): number {
  const own = directories.flatMap(loadRules)
  const builtIn = loadRules(builtInRules)
  packOf([...builtIn, ...own], {}, version)
  const count = directories.length === 0 ? builtIn.length : own.length
  out.write(`${count} ${count === 1 ? 'rule is' : 'rules are'} right.\n`)
  return 0
}

/** Runs the tests beside the rules of directories (of the built-in ones when none is named); returns the exit code. */
export function testRules(directories: readonly string[], out: NodeJS.WriteStream): number {
  const terminal = terminalOf(out)
  const asked = directories.length === 0 ? [builtInRules] : directories
  const loaded = asked.map((directory) => ({ directory, rules: loadRules(directory) }))
  const results = loaded.flatMap(({ directory, rules }) => runRuleTests(rules, loadRuleTests(directory)))
  const wrong = results.filter((each) => !each.passed)
  for (const { test, problems } of wrong) {
    out.write(`${terminal.style('red', 'fail')}  ${test.rule}: ${test.name}  ${terminal.style('gray', test.place)}\n`)
    for (const problem of problems) out.write(`      ${wrap(problem, terminal.width - 6, '      ')}\n`)
  }
  const tested = new Set(results.map((each) => each.test.rule))
  const untested = loaded.flatMap(({ rules }) => rules).filter((rule) => !tested.has(rule.id))
  for (const rule of untested) out.write(`${terminal.style('yellow', 'no test')}  ${rule.id}  ${rule.origin}\n`)
  out.write(
    `${results.length - wrong.length} passed, ${wrong.length} failed${untested.length > 0 ? `, ${untested.length} ${untested.length === 1 ? 'rule' : 'rules'} without a test` : ''}\n`,
  )
  return wrong.length > 0 ? 1 : 0
}
