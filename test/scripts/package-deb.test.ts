import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import { programFiles, systemFiles } from '../../agent/host/installed.ts'
import { version } from '../../lib/version.ts'
import { packageAgent, packageCollector } from '../../scripts/package-deb.ts'
import { merlon, shared } from '../support/cli.ts'

const hasTools = spawnSync('dpkg-deb', ['--version']).status === 0 && process.platform === 'linux'
if (!hasTools) console.warn('not run: there is no dpkg-deb here')

const out = shared()
const read = (command: string, ...args: string[]) =>
  execFileSync(command, args, { encoding: 'utf8', maxBuffer: 2 ** 26 })
let [agent, archive, collector] = ['', '', '']

beforeAll(async () => {
  if (!hasTools) return
  const page = join(out, 'page')
  mkdirSync(page)
  writeFileSync(join(page, 'index.html'), '<p>a page</p>')
  ;({ deb: agent, archive } = await packageAgent(out, 'none'))
  ;({ deb: collector } = await packageCollector(out, page, 'none'))
}, 300_000)

/** Mode, owner and path of each entry that is no directory. */
const contentsOf = (deb: string) =>
  read('dpkg-deb', '--contents', deb)
    .split('\n')
    .flatMap((line) => {
      const [mode = '', owner = '', , , , path = ''] = line.split(/\s+/)
      return mode.startsWith('-') ? [{ mode, owner, path: path.slice(1) }] : []
    })

test.skipIf(!hasTools)(
  'the agent’s package has the program and its units, of root, and nothing that others may write',
  () => {
    const files = contentsOf(agent)
    expect(files.map(({ path }) => path).sort()).toEqual([
      ...['agent.js', 'filter.bpf', 'licenses.md', 'node', 'package.json', 'sbom.cdx.json'].map(
        (name) => `/usr/lib/merlon/${name}`,
      ),
      '/usr/lib/systemd/system/merlon-agent-join.service',
      '/usr/lib/systemd/system/merlon-agent-join.timer',
      '/usr/lib/systemd/system/merlon-agent.service',
      '/usr/lib/sysusers.d/merlon-agent.conf',
      '/usr/lib/tmpfiles.d/merlon-agent.conf',
    ])
    expect(files.filter(({ mode, owner }) => owner !== 'root/root' || /^-.{4}w|^-.{7}w|[st]/i.test(mode))).toEqual([])
    expect(read('dpkg-deb', '--field', agent, 'Package', 'Version', 'Depends')).toMatch(
      new RegExp(
        `^Package: merlon-agent\\nVersion: ${version}\\nDepends: .*systemd \\(>= 253\\), util-linux \\(>= 2\\.41\\)`,
      ),
    )
  },
)

test.skipIf(!hasTools)('both packages can be on one machine', () => {
  const paths = contentsOf(collector).map(({ path }) => path)
  const ofAgent = new Set(contentsOf(agent).map(({ path }) => path))
  expect(paths).toEqual(
    expect.arrayContaining(['/usr/bin/merlon', '/usr/lib/merlon/collector/merlon.js', '/etc/merlon/collector.yaml']),
  )
  expect(paths.filter((path) => ofAgent.has(path))).toEqual([])
})

test.skipIf(!hasTools)('what the units start lies in the packages', () => {
  for (const [deb, part] of [
    [agent, 'agent'],
    [agent, 'agent-join'],
    [collector, 'collector'],
  ] as const) {
    const directory = mkdtempSync(join(tmpdir(), 'merlon-test-'))
    read('dpkg-deb', '--extract', deb, directory)
    const unit = readFileSync(join(directory, `usr/lib/systemd/system/merlon-${part}.service`), 'utf8')
    const started = [...unit.matchAll(/\/usr\/lib\/merlon\/[\w./-]+/g)].map(([path]) => path)
    expect(started.length).toBeGreaterThan(1)
    expect(started.filter((path) => !existsSync(join(directory, path)))).toEqual([])
    if (part === 'agent') {
      const node = join(directory, 'usr/lib/merlon/node')
      expect(read(node, join(directory, 'usr/lib/merlon/agent.js'), '--version')).toBe(`${version}\n`)
    }
    execFileSync('rm', ['-rf', directory])
  }
})

test.skipIf(!hasTools)('the archive installs itself as the package would', async () => {
  const [place, destination] = [join(out, 'unpacked'), join(out, 'machine')]
  for (const directory of [place, destination]) mkdirSync(directory)
  read('tar', '-xzf', archive, '-C', place, '--strip-components=1')
  const [ca, token] = ['ca', 'token'].map((name) => join(out, name)) as [string, string]
  for (const file of [ca, token]) writeFileSync(file, 'x')
  const flags = ['--ca', ca, '--join-token-file', token, '--destination', destination, '--dry-run']
  const { code, stdout } = await merlon(['install', ...flags], { file: join(place, 'agent.js') })
  expect(code).toBe(0)
  const places = [...Object.keys(programFiles).map((name) => `/usr/lib/merlon/${name}`), ...Object.values(systemFiles)]
  expect(places.filter((path) => !stdout.includes(`would write ${destination}${path}\n`))).toEqual([])
})

/** What a maintainer script would run, in order: every program that it names is replaced by one that tells. */
function ran(part: string, script: string, ...args: string[]): string[] {
  const place = mkdtempSync(join(out, 'dry-'))
  const log = join(place, 'log')
  const names = ['systemd-sysusers', 'systemd-tmpfiles', 'systemctl', 'rm', 'rmdir', 'userdel', 'node']
  for (const name of names) {
    writeFileSync(join(place, name), `#!/bin/sh\necho "${name} $*" >>${log}\n`)
    chmodSync(join(place, name), 0o755)
  }
  const text = readFileSync(fileURLToPath(new URL(`../../deploy/debian/${part}/${script}`, import.meta.url)), 'utf8')
  // As on a machine that systemd runs, with the program in its place.
  const dry = text.replaceAll('/run/systemd/system', '/').replaceAll('/usr/lib/merlon/node', 'node')
  writeFileSync(join(place, 'script'), dry)
  execFileSync('/bin/sh', ['-eu', join(place, 'script'), ...args], { env: { PATH: place } })
  return existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []
}

test('what maintainer scripts run: users and directories first, units stopped before their files go', () => {
  expect(ran('agent', 'postinst', 'configure')).toEqual([
    'systemd-sysusers merlon-agent.conf',
    'systemd-tmpfiles --create merlon-agent.conf',
    'systemctl daemon-reload',
  ])
  expect(ran('agent', 'postinst', 'configure', '0.0.1').at(-1)).toBe('systemctl try-restart merlon-agent.service')
  expect(ran('agent', 'prerm', 'upgrade', '0.2.0')).toEqual([])
  expect(ran('agent', 'prerm', 'remove')).toEqual([
    'systemctl disable --now merlon-agent.service merlon-agent-join.timer',
    'node /usr/lib/merlon/agent.js prepare --remove --spool /var/lib/merlon/spool',
  ])
  expect(ran('agent', 'postrm', 'remove')).toEqual(['systemctl daemon-reload'])
  expect(ran('agent', 'postrm', 'purge')).toContain('rm -rf /etc/merlon/agent.yaml /etc/merlon/agent')
  expect(ran('collector', 'prerm', 'remove')).toEqual(['systemctl disable --now merlon-collector.service'])
  expect(ran('collector', 'postrm', 'upgrade')).toEqual(['systemctl daemon-reload'])
  expect(ran('collector', 'postrm', 'purge')).toContain('rm -rf /var/lib/merlon/collector')
})
