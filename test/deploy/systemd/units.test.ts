import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readPrepare } from '../../../agent/cli/prepare.ts'
import { users } from '../../../deploy/image/assemble.ts'

const place = (name: string) => fileURLToPath(new URL(`../../../deploy/systemd/${name}`, import.meta.url))
const read = (name: string) => readFileSync(place(name), 'utf8')

/** Exposure that `systemd-analyze security` (252) gives, 0 to 10; newer ones weigh differently, and ask more. */
const exposure = { agent: 3.1, 'agent-join': 1.8, collector: 1.3 } as const
const analysed = 252

/** Values of a key in a unit, in order; lines that go on are joined. */
function valuesOf(unit: string, key: string): string[] {
  const lines = read(unit).replaceAll('\\\n', ' ').split('\n')
  return lines.flatMap((line) => (line.startsWith(`${key}=`) ? [line.slice(key.length + 1)] : []))
}

const [, machine = '0'] =
  /^systemd (\d+)/.exec(spawnSync('systemd-analyze', ['--version'], { encoding: 'utf8' }).stdout ?? '') ?? []
if (machine !== `${analysed}`)
  console.warn(`not run: systemd-analyze here is ${machine}, the kept score is of ${analysed}`)

test.skipIf(machine !== `${analysed}`).each(['agent', 'agent-join', 'collector'] as const)(
  'the exposure of the %s is what it was',
  (part) => {
    const args = ['security', '--offline=yes', '--no-pager', place(`merlon-${part}.service`)]
    const { stdout } = spawnSync('systemd-analyze', args, { encoding: 'utf8' })
    expect(Number(/exposure level for \S+: ([\d.]+)/.exec(stdout)?.[1])).toBe(exposure[part])
  },
)

test('the agent has two capabilities, and no way to more', () => {
  const two = 'CAP_DAC_READ_SEARCH CAP_SYS_PTRACE'
  const unit = 'merlon-agent.service'
  expect(
    ['AmbientCapabilities', 'CapabilityBoundingSet', 'NoNewPrivileges', 'User'].map((key) => valuesOf(unit, key)),
  ).toEqual([[two], [two], ['yes'], ['merlon-agent']])
  expect(valuesOf('merlon-collector.service', 'CapabilityBoundingSet')).toEqual([''])
})

test('the agent runs behind the filter, on the two files that are opened for it in this order', () => {
  const [start = ''] = valuesOf('merlon-agent.service', 'ExecStart')
  expect(start).toMatch(
    /^\/usr\/bin\/setpriv --no-new-privs --seccomp-filter \S+ +\S+\/node --disallow-code-generation-from-strings /,
  )
  expect(start).toMatch(/--spool-file fd:3 --state-file fd:4$/)
  expect(valuesOf('merlon-agent.service', 'OpenFile').map((value) => value.split(':')[1])).toEqual(['ring', 'state'])
})

test('what is prepared is for the user that runs', () => {
  const [prepare = ''] = valuesOf('merlon-agent.service', 'ExecStartPre')
  expect(prepare.startsWith('+')).toBe(true)
  const { group, spool, remove } = readPrepare(
    prepare.slice(prepare.indexOf(' prepare ') + ' prepare '.length).split(' '),
  )
  expect([group, spool, remove]).toEqual([users.agent, '/var/lib/merlon/spool', false])
  for (const [name, id] of Object.entries(users))
    expect(read(`merlon-${name}.sysusers`)).toMatch(new RegExp(`^u merlon-${name} ${id} `, 'm'))
})

test('what renews the certificate has no capability, and may write beside it alone', () => {
  const unit = 'merlon-agent-join.service'
  const keys = ['CapabilityBoundingSet', 'NoNewPrivileges', 'ProtectSystem', 'ReadWritePaths', 'User']
  expect(keys.map((key) => valuesOf(unit, key))).toEqual([[''], ['yes'], ['strict'], ['/etc/merlon/agent'], []])
  expect(valuesOf(unit, 'ExecStart')[0]).toMatch(/\/agent\.js join --config \/etc\/merlon\/agent\.yaml$/)
})
