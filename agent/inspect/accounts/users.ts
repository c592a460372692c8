import type { AccountsFact, Gap, SourcedInt, SourcedString } from '../../../proto/index.ts'
import { compare } from '../../../proto/value.ts'
import type { Host } from '../../host/host.ts'
import { type Look, why } from '../../host/look.ts'
import { isLogin, loginDefault, type PasswdLine, parseShadow } from '../../parse/accounts.ts'
import { type PasswordField, readPasswordField } from '../../parse/passwordfield.ts'
import { readLines, readText } from './lines.ts'

type Account = NonNullable<AccountsFact['items']>[number]

/** Most accounts that a fact holds. */
const maxAccounts = 10_000
/** Where the ids of people begin when /etc/login.defs does not say. */
const defaultUidMin = 1000
/** `nobody`, for whom files of nobody are. */
const nobody = 65534
/** The user id that nobody has, `(uid_t) -1`. */
const noUser = 0xffffffff
const shadowFile = '/etc/shadow'

/** Passwords by name, or why they cannot be told. */
type Shadow = Look<ReadonlyMap<string, PasswordField & { readonly line: number }>>

/** The users with what there is to say of each, sorted by name. */
export async function accountsOf(host: Host, lines: readonly PasswdLine[], gaps: Gap[]): Promise<Account[]> {
  if (lines.length > maxAccounts)
    gaps.push({ path: '/etc/passwd', reason: `${lines.length - maxAccounts} more users than are told` })
  const shadow = await readShadow(host, gaps)
  const uidMin = await readUidMin(host, gaps)
  const byUid = Map.groupBy(lines, (each) => each.uid)
  const byName = Map.groupBy(lines, (each) => each.name)
  const told: Account[] = []
  for (const line of lines.slice(0, maxAccounts)) {
    const twins = byUid.get(line.uid) ?? []
    const others = new Set(twins.map((each) => each.name).filter((name) => name !== line.name))
    const echoes = (byName.get(line.name) ?? []).filter((each) => each !== line)
    const login = isLogin(line.shell)
    told.push({
      ...{ name: line.name, uid: line.uid, gid: line.gid, source: sourceOf(line) },
      system: line.uid === nobody || (line.uid !== 0 && line.uid < uidMin),
      ...{ shell: line.shell || '/bin/sh', login },
      ...passwordOf(line, shadow),
      sameUid: [...others].sort(compare).slice(0, 100),
      sameName: echoes.map(sourceOf).slice(0, 100),
      ...(await homeOf(host, line, login)),
    })
  }
  return told.sort((a, b) => compare(a.name ?? '', b.name ?? ''))
}

function sourceOf({ line }: PasswdLine): string {
  return `/etc/passwd:${line}`
}

/** The hash itself goes no further than this function. */
async function readShadow(host: Host, gaps: Gap[]): Promise<Shadow> {
  const look = await readLines(host.root, shadowFile, parseShadow, gaps)
  if (look.status !== 'observed') return look
  const fields = new Map<string, PasswordField & { line: number }>()
  for (const { name, line, password } of look.value)
    if (!fields.has(name)) fields.set(name, { ...readPasswordField(password), line })
  return { status: 'observed', value: fields }
}

async function readUidMin(host: Host, gaps: Gap[]): Promise<number> {
  const path = '/etc/login.defs'
  const text = await readText(host.root, path)
  if (text.status === 'absent') return defaultUidMin
  if (text.status !== 'observed') {
    gaps.push({ path, reason: text.reason })
    return defaultUidMin
  }
  const value = loginDefault(text.value, 'UID_MIN')
  return value !== undefined && /^\d{1,9}$/.test(value) ? Number(value) : defaultUidMin
}

/** Only where passwd has an `x` is the password in shadow. */
function passwordOf(line: PasswdLine, shadow: Shadow): { password: SourcedString; hash: SourcedString } {
  if (line.password !== 'x') return told(readPasswordField(line.password), sourceOf(line))
  if (shadow.status !== 'observed') {
    const unknown = { source: shadowFile, unknown: why(shadow) }
    return { password: unknown, hash: unknown }
  }
  const field = shadow.value.get(line.name)
  if (field === undefined) return told({ state: 'disabled', scheme: '' }, `no line in ${shadowFile}`)
  return told(field, `${shadowFile}:${field.line}`)
}

function told({ state, scheme }: PasswordField, source: string): { password: SourcedString; hash: SourcedString } {
  return { password: { value: state, source }, hash: { value: scheme, source } }
}

type Home = { home: string; homeMode: SourcedString; homeUid: SourcedInt }

/** Only of users who may log in: programs have homes like `/` and `/usr/sbin`, which are judged as what they are. */
async function homeOf(host: Host, { home }: PasswdLine, login: boolean): Promise<Home> {
  const source = `state of ${home}`
  if (!login) return { home, ...unseen(source, 'not looked at: the user may not log in') }
  if (!home.startsWith('/')) return { home, ...unseen(source, 'not an absolute path') }
  const look = await host.root.stat(home)
  if (look.status === 'absent')
    return { home, homeMode: { value: '', source: `${home} does not exist` }, homeUid: { value: noUser, source } }
  if (look.status !== 'observed') return { home, ...unseen(source, why(look)) }
  const mode = look.value.mode.toString(8).padStart(4, '0')
  return { home, homeMode: { value: mode, source }, homeUid: { value: look.value.uid, source } }
}

function unseen(source: string, unknown: string): { homeMode: SourcedString; homeUid: SourcedInt } {
  return { homeMode: { source, unknown }, homeUid: { source, unknown } }
}
