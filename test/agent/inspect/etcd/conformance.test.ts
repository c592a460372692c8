import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { conclusionsIn, etcdFact, lookAtEtcd, settingIn } from '../../../support/etcd.ts'

// What etcd 3.6.16 did with each: whether it ended, with which TLS it said to serve, and whether it served a client that
// showed no certificate, at any of its addresses.
interface Tls {
  readonly trustedCa: string
  readonly clientCertAuth: boolean
}

interface Run {
  readonly label: string
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly config?: string
  readonly exits?: true
  readonly anonymous?: boolean
  readonly client?: Tls
  readonly peer?: Tls
}

const file = new URL('../data/etcd-conformance.jsonl', import.meta.url)
const runs = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Run)

/** The configuration file of a run stands at a path of its own. */
function nodeOf({ args, env = {}, config }: Run) {
  const named = (text: string) => text.replace('CONF', '/etc/etcd.yaml')
  const environ = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, named(value)]))
  return { args: args.map(named), environ, files: config === undefined ? {} : { '/etc/etcd.yaml': config } }
}

test.each(runs.filter((each) => each.exits).map((each) => [each.label, each] as const))(
  '%s: does not load',
  async (_, run) => {
    const reason = expect.stringMatching(/^does not load: ./)
    expect(await lookAtEtcd(nodeOf(run))).toEqual({ status: 'failed', reason })
  },
)

test.each(runs.filter((each) => !each.exits).map((each) => [each.label, each] as const))('%s', async (_, run) => {
  const fact = await etcdFact(nodeOf(run))
  const value = (path: string) => (settingIn(fact, path) as { value: unknown }).value
  expect(conclusionsIn(fact)['clientCertificateRequired']).toBe(!run.anonymous)
  if (run.client) {
    expect(value('trusted-ca-file')).toBe(run.client.trustedCa)
    expect(value('client-cert-auth')).toBe(run.client.clientCertAuth)
  }
  if (run.peer) {
    expect(value('peer-trusted-ca-file')).toBe(run.peer.trustedCa)
    expect(value('peer-client-cert-auth')).toBe(run.peer.clientCertAuth)
  }
})

test('the runs are there', () => expect(runs.length).toBeGreaterThan(70))
