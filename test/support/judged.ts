import type { Host } from '../../agent/host/host.ts'
import { observe } from '../../agent/inspect/observe.ts'
import { inspectors } from '../../agent/inspect/registry.ts'
import { judgeRule, openFacts } from '../../collector/judge/judge.ts'
import { loadRules } from '../../collector/rulebook/load.ts'
import type { Domain } from '../../proto/index.ts'
import { decodeObservation, type ObservationView, viewOf } from '../../proto/view.ts'

const rules = new Map(
  loadRules(new URL('../../collector/rules', import.meta.url).pathname).map((rule) => [rule.id, rule]),
)

interface Seen {
  readonly view: ObservationView
  readonly schema: number
}

const looks = new WeakMap<Host, Map<string, Promise<Seen>>>()

/** What the inspector of a domain tells of the node, as the collector gets it. A host is looked at once. */
export function look(host: Host, domain: string): Promise<Seen> {
  const own = looks.get(host) ?? new Map<string, Promise<Seen>>()
  looks.set(host, own)
  const seen = own.get(domain) ?? lookAt(host, domain)
  own.set(domain, seen)
  return seen
}

async function lookAt(host: Host, domain: string): Promise<Seen> {
  const inspector = inspectors.find((each) => each.domain === domain)
  if (!inspector) throw new Error(`no such domain: ${domain}`)
  const observation = decodeObservation((await observe(inspector, host)).bytes)
  return { view: viewOf(observation), schema: observation.schema ?? 0 }
}

/** The outcomes of a rule in the order of its subjects. */
export async function answer(host: Host, id: string, now = new Date('2026-01-01T00:00:00Z')): Promise<string> {
  const rule = rules.get(id)
  if (!rule) throw new Error(`no such rule: ${id}`)
  const needed = await Promise.all(
    rule.needs.map(async ({ domain }) => [domain, await look(host, domain)] as [Domain, Seen]),
  )
  const verdicts = judgeRule(rule, openFacts(new Map(needed)), now)
  return verdicts.map(({ outcome }) => outcome).join(',')
}
