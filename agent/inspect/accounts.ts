import type { AccountsFact, Gap } from '../../proto/index.ts'
import { accountFiles } from '../host/accounts.ts'
import type { Host } from '../host/host.ts'
import { nameSources, parseGroup, parsePasswd } from '../parse/accounts.ts'
import { readLines, readText } from './accounts/lines.ts'
import { powerGroupsOf } from './accounts/powergroups.ts'
import { sudoOf } from './accounts/sudo.ts'
import { loadSudoers, mainSudoers } from './accounts/sudoers.ts'
import { accountsOf } from './accounts/users.ts'
import type { Inspector, Observation } from './inspector.ts'

const [passwdFile, groupFile] = accountFiles

/** Who may log in to the node and who may become root there. Passwords and hashes are read and at once forgotten. */
export const accounts: Inspector<'accounts'> = {
  domain: 'accounts',
  schema: 1,
  reads: [
    { glob: passwdFile, why: 'the users' },
    { glob: groupFile, why: 'the groups that give power' },
    { glob: '/etc/shadow', why: 'whether a password is set and how it is hashed' },
    { glob: '/etc/login.defs', why: 'where the ids of people begin' },
    { glob: '/etc/nsswitch.conf', why: 'whether users come from elsewhere too' },
    { glob: mainSudoers, why: 'who may become root' },
    { glob: '/etc/sudoers.d/*', why: 'the same' },
    { origin: 'named by @include and @includedir of sudoers', why: 'the same' },
    { origin: 'homes that passwd names', why: 'owner and mode (state only)' },
  ],
  inspect,
}

async function inspect(host: Host): Promise<Observation<AccountsFact>> {
  const gaps: Gap[] = []
  const passwd = await readLines(host.root, passwdFile, parsePasswd, gaps)
  if (passwd.status === 'absent') return { status: 'absent' }
  if (passwd.status !== 'observed') return { ...passwd, reason: `${passwdFile}: ${passwd.reason}` }
  const group = await readLines(host.root, groupFile, parseGroup, gaps)
  if (group.status !== 'observed') gaps.push({ path: groupFile, reason: unread(group) })
  await tellOtherSources(host, gaps)
  const items = await accountsOf(host, passwd.value, gaps)
  const groups = powerGroupsOf(group.status === 'observed' ? group.value : [], passwd.value, groupFile)
  const { sudo, sudoDefaults } = sudoOf(await loadSudoers(host.root, gaps), gaps)
  return { status: 'observed', fact: { items, groups, sudo, sudoDefaults }, gaps }
}

function unread(look: { readonly reason?: string }): string {
  return look.reason ?? 'does not exist'
}

/** Sources of the host's own files; `systemd` adds users of services, which have neither shell nor password. */
const own = new Set(['files', 'compat', 'altfiles', 'db', 'systemd'])

/** Users and rules of a directory service are not in files: what is told here is not all. */
async function tellOtherSources(host: Host, gaps: Gap[]): Promise<void> {
  const path = '/etc/nsswitch.conf'
  const text = await readText(host.root, path)
  if (text.status === 'absent') return
  if (text.status !== 'observed') return void gaps.push({ path, reason: text.reason })
  for (const [database, what] of [
    ['passwd', 'users'],
    ['group', 'groups'],
    ['sudoers', 'rules of sudo'],
  ] as const) {
    const found = nameSources(text.value, database)
    const others = found?.sources.filter((each) => !own.has(each)) ?? []
    if (found && others.length > 0)
      gaps.push({ path: `${path}:${found.line}`, reason: `${what} of ${others.join(', ')} are not seen`.slice(0, 200) })
  }
}
