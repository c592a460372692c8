import { describe, expect, test } from 'vitest'
import { explainSsh, type SshExplainOptions } from '../../../agent/cli/ssh.ts'
import { type HostSpec, makeHost, withMore } from '../../support/host.ts'

const config = '/etc/ssh/sshd_config'
const base: HostSpec = {
  files: {
    '/usr/sbin/sshd': 'x\0OpenSSH_9.2p1 Debian\0',
    '/etc/passwd': 'root:x:0:0::/root:/bin/bash\nanna:x:1000:1000::/home/anna:/bin/bash\n',
    '/etc/group': 'root:x:0:\nops:x:2000:anna\n',
    [config]: [
      'Include /etc/ssh/sshd_config.d/*.conf',
      'PasswordAuthentication no',
      'AllowGroups ops root',
      'Match Group ops Address 10.0.0.0/8',
      'PasswordAuthentication yes',
      'Match Host *.example.org',
      'X11Forwarding yes',
      'Match LocalPort 2222',
      'MaxSessions 1',
    ].join('\n'),
    '/etc/ssh/sshd_config.d/50-cloud-init.conf': 'PasswordAuthentication no\n',
  },
}

async function run(more: Partial<SshExplainOptions> = {}, spec = base): Promise<string> {
  let text = ''
  const out = { write: (part: string) => (text += part), columns: 200 } as unknown as NodeJS.WriteStream
  const options = { user: 'anna', address: '10.0.0.9', format: 'json' as const, all: false, ...more }
  expect(await explainSsh({ root: makeHost(spec), ...options }, out)).toBe(0)
  return text
}

// biome-ignore lint/suspicious/noExplicitAny: what is printed is read as whoever scripts against it reads it.
const explain = async (more?: Partial<SshExplainOptions>, spec?: HostSpec): Promise<any> =>
  JSON.parse(await run(more, spec))

describe('one connection', () => {
  test('each value with its line and what it won over', async () => {
    const answer = await explain()
    expect(answer).toMatchObject({ apiVersion: 'merlon.dev/v1', kind: 'SshExplanation' })
    expect(answer.sshd).toEqual({
      configuration: config,
      version: { value: '9.2p1', source: 'text in /usr/sbin/sshd' },
    })
    expect(answer.settings.passwordauthentication).toEqual({
      value: 'yes',
      source: `file ${config}:5`,
      overridden: [
        { value: 'no', source: 'file /etc/ssh/sshd_config.d/50-cloud-init.conf:1' },
        { value: 'no', source: `file ${config}:2` },
      ],
    })
    expect(answer.settings.maxauthtries).toEqual({ value: 6, source: 'default (OpenSSH 9.2p1)' })
    expect(answer.access).toEqual({ value: true, source: `allowgroups by file ${config}:3` })
  })

  test('the port and the name of the client follow from the configuration', async () => {
    const { connection, blocks } = await explain()
    expect(connection).toEqual({
      ...{ user: 'anna', groups: ['ops'], invalidUser: false },
      ...{ address: '10.0.0.9', host: '10.0.0.9', localPort: 22 },
    })
    expect(blocks.map((each: { holds: boolean | null }) => each.holds)).toEqual([true, false, false])
  })

  test('another address, another group, a name, a port', async () => {
    const away = await explain({ address: '192.0.2.7', host: 'a.example.org', lport: '2222' })
    expect(away.settings.passwordauthentication.value).toBe('no')
    expect(away.settings.x11forwarding).toMatchObject({ value: 'yes', source: `file ${config}:7` })
    expect(away.settings.maxsessions.value).toBe(1)
    expect((await explain({ user: 'root' })).settings.passwordauthentication.value).toBe('no')
  })

  test('what decides and is not known makes the value unknown', async () => {
    const files = {
      [config]: 'Port 22\nPort 2222\nUseDNS yes\nMatch LocalPort 2222\nMaxSessions 1\nMatch Host a\nMaxSessions 10\n',
    }
    const { settings, blocks } = await explain({}, withMore(base, { files }))
    expect(settings.maxsessions).toEqual({
      unknown: 'Match LocalPort 2222 may hold and sets it',
      source: `file ${config}:4`,
    })
    expect(blocks.map(({ holds, undecided }: { holds: unknown; undecided: unknown }) => [holds, undecided])).toEqual([
      [null, ['localport']],
      [null, ['host']],
    ])
    const told = await explain({ lport: '22', host: 'b' }, withMore(base, { files }))
    expect(told.settings.maxsessions.value).toBe(10)
  })

  test('an account that passwd does not name may be one of a directory', async () => {
    const { access, blocks } = await explain({ user: 'zoe' })
    expect(access).toEqual({ source: '/etc/passwd', unknown: 'the account is not in the passwd of the node' })
    expect(blocks[0]).toMatchObject({ holds: null, undecided: ['group'] })
  })

  test('who is refused, by whom', async () => {
    const files = { [config]: 'DenyUsers anna@10.0.0.0/8\n' }
    const { access } = await explain({}, withMore(base, { files }))
    expect(access).toEqual({ value: false, source: `denyusers by file ${config}:1` })
    expect((await explain({ address: '192.0.2.1' }, withMore(base, { files }))).access.value).toBe(true)
  })
})

test('for people', async () => {
  const text = await run({ format: 'table' })
  expect(text).toContain('anna from 10.0.0.9 (10.0.0.9) to some address port 22\n')
  expect(text).toContain(`let in: allowgroups by file ${config}:3\n`)
  expect(text).toContain(`Match Group ops Address 10.0.0.0/8 holds: file ${config}:4\n`)
  expect(text).toContain(`Match Host *.example.org does not hold: file ${config}:6\n`)
  expect(text).toMatch(/^passwordauthentication +yes +file \/etc\/ssh\/sshd_config:5 +no by file/m)
  expect(text).not.toMatch(/^maxauthtries/m)
  expect(await run({ format: 'table', all: true })).toMatch(/^maxauthtries +6 +default \(OpenSSH 9\.2p1\)$/m)
})

test('names of a node do not steer a terminal', async () => {
  const files = { [config]: 'Banner /etc/\u001b[31mred\n' }
  const text = await run({ format: 'table', user: 'a\u001b[31m' }, withMore(base, { files }))
  expect(text).not.toContain('\u001b')
  expect(text).toContain('/etc/\\u{1b}[31mred')
})

test.each([
  [{ address: 'nowhere' }, '--address nowhere: not an address; written 203.0.113.9 or 2001:db8::9'],
  [{ laddr: '10.0.0' }, '--laddr 10.0.0: not an address; written 203.0.113.9 or 2001:db8::9'],
  [{ lport: 'ssh' }, '--lport ssh: not a port'],
  [{ lport: '65536' }, '--lport 65536: not a port'],
  [{ user: '' }, '--user: empty'],
])('%j is refused', async (more, message) => {
  await expect(run(more)).rejects.toThrow(message)
})

test('a node without sshd, and one whose configuration does not load', async () => {
  await expect(run({}, {})).rejects.toThrow('there is no sshd')
  await expect(run({}, withMore(base, { files: { [config]: 'Nonsense\n' } }))).rejects.toThrow(
    `sshd does not load it: ${config} line 1: `,
  )
})
