import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openSpool } from '../../../agent/link/spool.ts'
import * as commands from '../../../collector/cli/profile.ts'
import { openProfileClient } from '../../../collector/cli/profileclient.ts'
import { runViolations } from '../../../collector/cli/violations.ts'
import { lookOf, startAgent } from '../../support/agent.ts'
import { eventually, startCollector, temporary } from '../../support/collector.ts'
import { printed } from '../../support/stream.ts'
import { started } from '../store/contract/profiles.ts'

const id = 'host//ssh.service'
const sshd = 'host-packaged:/usr/sbin/sshd'
const hostile = 'host-packaged:/bin/%1B[2Jhostile'

/** A collector with an agent that told of two programs of ssh.service, and of one in memory. */
async function withProfiles() {
  const collector = await startCollector()
  const spool = openSpool({ ring: '', state: '' })
  onTestFinished(() => spool.close())
  const agent = await startAgent(collector, 'node-1', [], { spool })
  spool.append(started('/usr/sbin/sshd', { count: 3 }))
  spool.append(started('/bin/\u001b[2Jhostile', { digest: 'b', count: 2 }))
  spool.append(started('/x\u202e', { layer: 'memfd', unit: 'x.service', digest: 'c' }))
  const where = { collector: collector.address, state: collector.state }
  const client = openProfileClient(where)
  onTestFinished(() => client.close())
  await eventually(
    () => client.violations({}, 10),
    (each) => each.length === 1,
  )
  const print = async (run: (out: NodeJS.WriteStream) => Promise<number>) => {
    const { out, text } = printed()
    return { code: await run(out), text: text() }
  }
  const decide = (action: commands.DecideOptions['action'], over: Partial<commands.DecideOptions> = {}) =>
    print((out) => commands.decideProfile({ ...where, id, entries: [], action, ...over }, out))
  const violations = (over: object = {}) =>
    print((out) =>
      runViolations({ ...where, format: 'table', all: false, most: 100, note: '', failOn: 'none', ...over }, out),
    )
  return { ...{ collector, agent, spool, client, where, print, decide, violations } }
}

test('profiles are a table, and one is shown by risk; nothing that a node said is obeyed', async () => {
  const { where, print } = await withProfiles()
  const list = await print((out) => commands.listProfiles({ ...where, format: 'table' }, out))
  expect(list.text.split('\n').map((line) => line.split(/ {2,}/).slice(0, 4))).toEqual([
    ['PROFILE', 'STATE', 'ENTRIES', 'OPEN'],
    [id, 'learning', '2', '2'],
    ['host//x.service', 'learning', '1', '1'],
    [''],
  ])
  const none = await print((out) => commands.listProfiles({ ...where, format: 'json', only: 'alerting' }, out))
  expect(JSON.parse(none.text)).toEqual([])
  const { text } = await print((out) => commands.showProfile({ ...where, format: 'table', id, review: false }, out))
  expect(text).toMatch(
    /^host\/\/ssh\.service: learning, version 1, 2 open; approve what you see here with --seen \d+\n/,
  )
  expect(text).toContain('missing: scheduled-work, unknown (not known)')
  expect(text).toContain(hostile)
  expect(text).not.toContain('\u001b')
  await expect(
    print((out) => commands.showProfile({ ...where, format: 'json', id: 'x', review: true }, out)),
  ).rejects.toThrow('no profile x')
})

test('entries are approved, denied and ignored, and the certificate says by whom', async () => {
  const { client, decide } = await withProfiles()
  expect((await decide('approve', { entries: [sshd], seen: 9 })).text).toBe(`${id}: learning, version 2, 1 open\n`)
  await decide('deny', { entries: [hostile] })
  const { items, history } = await client.profile(id)
  expect(Object.fromEntries(items.map(({ key, status }) => [key, status]))).toEqual({
    [sshd]: 'approved',
    [hostile]: 'denied',
  })
  const [, by] = /operator\/(.*)$/.exec(`operator/${history[0]?.by}`) ?? []
  expect(by).not.toBe('unknown')
  await expect(decide('approve', { entries: [sshd], version: 1, allNow: true })).rejects.toThrow(
    'decided upon version 1, it is at 3',
  )
  await expect(decide('approve', { entries: [hostile], seen: 0 })).rejects.toThrow('came since it was looked at')
  await expect(decide('approve', { entries: [hostile] })).rejects.toThrow('needs what was looked at')
  await expect(decide('enforce', { allNow: true })).rejects.toThrow('it still learns')
  await expect(decide('approve', { harmless: true, allNow: true })).rejects.toThrow('no entry may be approved together')
  await expect(decide('waive', { value: 'x' })).rejects.toThrow('no such criterion')
  await expect(decide('ignore', { entries: [sshd], untilTime: '2000-01-01T00:00:00Z' })).rejects.toThrow(
    'not in the future',
  )
  expect((await decide('reset')).text).toContain('0 open')
})

test('patterns, exceptions, listeners and why are shown, and nothing in a reason is obeyed', async () => {
  const { agent, client, decide, where, print } = await withProfiles()
  const listener = { protocol: 'tcp', scope: 'wildcard', port: 22, unit: 'ssh.service', process: { value: 'sshd' } }
  agent.show(lookOf({ domain: 'listeners', schema: 1, status: 1, listeners: { items: [listener] } }))
  const key = 'tcp/wildcard/22/sshd'
  await eventually(
    async () => (await client.profile(id)).listeners.map((each) => each.key),
    (keys) => keys.includes(key),
  )
  await decide('allow', { value: '/usr/lib/openssh/*', reason: 'its helpers\u001b[2J' })
  const exception = { kind: 'memfd', digest: `sha256:${'c'.repeat(64)}`, creator: '/usr/bin/runc' }
  await decide('except', { exception })
  await decide('approve', { entries: [key], allNow: true })
  await decide('auto-approve')
  const { text } = await print((out) => commands.showProfile({ ...where, format: 'table', id, review: false }, out))
  expect(text).not.toContain('\u001b')
  expect(text).toMatch(/: allowed \/usr\/lib\/openssh\/\*: its helpers/)
  expect(text).toMatch(/\nallowed: \/usr\/lib\/openssh\/\* \(.+\)\n/)
  expect(text).toMatch(/\nexcept from memfd: sha256:c+ by \/usr\/bin\/runc \(.+\)\n/)
  expect(text).toMatch(/approved +1 +1 +tcp\/wildcard\/22\/sshd/)
  const review = await print((out) => commands.showProfile({ ...where, format: 'table', id, review: true }, out))
  expect(review.text).not.toContain('LISTENER')
  expect((await client.profile(id)).autoApprove).toBe(true)
})

test('a profile goes through a file: said first, then done, and then what else runs is a violation', async () => {
  const { client, decide, where, print, spool, violations } = await withProfiles()
  await decide('approve', { entries: [sshd], seen: 9 })
  const exported = await print((out) => commands.exportProfile({ ...where, id }, out))
  const file = join(temporary(), 'ssh.yaml')
  writeFileSync(file, exported.text)
  const run = (over: object) =>
    print((out) => commands.importProfile({ ...where, file, apply: false, failOnChange: false, ...over }, out))
  expect(await run({ failOnChange: true })).toEqual({ code: 0, text: '' })
  writeFileSync(file, exported.text.replace('state: learning', 'state: alerting'))
  expect(await run({ failOnChange: true })).toEqual({ code: 1, text: '~ state learning → alerting\n' })
  expect((await run({})).text).toContain('not changed; --apply does it')
  expect((await run({ apply: true })).text).toContain(`${id}: changed\n`)
  expect((await client.profile(id)).state).toBe('alerting')
  await expect(run({ file: '/none' })).rejects.toThrow('/none: cannot be read (ENOENT)')
  writeFileSync(file, 'a: [')
  await expect(run({ apply: true })).rejects.toThrow(/profile/)

  spool.append(started('/usr/sbin/sshd'))
  spool.append(started('/tmp/evil', { layer: 'tmpfs', digest: 'd', count: 4 }))
  await eventually(
    () => client.violations({ profile: id }, 10),
    (each) => each.length === 1,
  )
  const { text, code } = await violations({ failOn: 'critical' })
  expect(code).toBe(1)
  expect(text).toMatch(/high +unexpected-process +4 .*host\/\/ssh\.service +\/tmp\/evil/)
  expect(text).toMatch(/critical +memfd +1 .*\/x%E2%80%/)
  expect(text).toContain('2 violations, 2 high or critical')
  expect((await violations({ failOn: 'high', minSeverity: 'critical', profile: id })).code).toBe(0)
})

test('a violation that somebody has seen is left out, with who and why', async () => {
  const { client, violations } = await withProfiles()
  const [found] = await client.violations({}, 10)
  const { text } = await violations({ acknowledge: found?.id.slice(0, 8), note: 'the test\u001b[2J' })
  expect(text).toBe(`${found?.id.slice(0, 12)}: acknowledged\n`)
  expect(JSON.parse((await violations({ format: 'json' })).text)).toEqual([])
  const [seen] = JSON.parse((await violations({ format: 'json', all: true })).text)
  expect(seen.acknowledged).toMatchObject({ note: 'the test\\u{1b}[2J' })
  expect((await violations({ all: true, failOn: 'info' })).code).toBe(0)
  await expect(violations({ acknowledge: 'zz' })).rejects.toThrow('zz: no violation has an id that begins so')
})
