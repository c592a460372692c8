import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openHost } from '../agent/host/host.ts'
import { type Look, observe } from '../agent/inspect/observe.ts'
import { inspectors } from '../agent/inspect/registry.ts'
import type { Verdict } from '../collector/judge/finding.ts'
import { judgeRule, openFacts } from '../collector/judge/judge.ts'
import type { Rule } from '../collector/judge/rule.ts'
import { decodeAll } from '../collector/judging.ts'
import { builtInRules, loadPack } from '../collector/rulebook/load.ts'
import { type Bench, measure } from './measure.ts'

/** A full pass over a control plane, and over this machine. */
export async function benchPass({ fixture, print }: Bench): Promise<void> {
  await passOf('fixture control plane', fixture, print)
  await passOf('this machine', '/', print)
}

/**
 * A full pass: every inspector, encoded, decoded, every rule judged. Baseline: reading the same files and nothing else;
 * without /proc, where most of what is looked at are links, and reading through them would read whole programs.
 */
async function passOf(name: string, root: string, print: Bench['print']): Promise<void> {
  const { rules } = loadPack([builtInRules], {}, 'bench')
  const pass = () => passOver(root, rules)
  const { looks, verdicts } = await pass()
  const paths = new Set(looks.flatMap((look) => [...look.recording.files]))
  const files = [...paths].filter((path) => !path.startsWith('/proc/'))
  const whole = await measure(20, pass)
  const bare = await measure(20, async () => {
    for (const file of files) tryRead(join(root, file))
  })
  print(
    `full pass, ${name}: ${inspectors.length} domains, ${paths.size} paths, ${rules.length} rules, ${verdicts.length} findings`,
  )
  print(
    `  cpu ${whole.cpu.toFixed(1)} ms, wall ${whole.wall.toFixed(1)} ms (medians of 20); ${(whole.cpu / Math.max(bare.cpu, 0.01)).toFixed(1)} times the CPU of reading its ${files.length} files outside /proc (${bare.cpu.toFixed(1)} ms)`,
  )
}

/** Every inspector over the files below `root`, encoded, decoded, and every rule judged. */
export async function passOver(root: string, rules: readonly Rule[]): Promise<{ looks: Look[]; verdicts: Verdict[] }> {
  const host = openHost(root)
  const looks: Look[] = []
  for (const inspector of inspectors) looks.push(await observe(inspector, host))
  const facts = openFacts(decodeAll(looks))
  const verdicts = rules.flatMap((rule) => (rule.scope === 'node' ? judgeRule(rule, facts, new Date()) : []))
  return { looks, verdicts }
}

function tryRead(path: string): void {
  try {
    readFileSync(path)
  } catch {
    // Absent, or a directory: the pass asked for it all the same.
  }
}
