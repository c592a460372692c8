import type { Gap } from '../../../proto/index.ts'
import { accountFiles } from '../../host/accounts.ts'
import type { Host } from '../../host/host.ts'
import { type Look, seen } from '../../host/look.ts'
import { type PasswdLine, parseGroup, parsePasswd } from '../../parse/accounts.ts'
import { readLines } from '../accounts/lines.ts'

/** A local account with the names of its groups. */
export interface Person extends PasswdLine {
  readonly groups: readonly string[]
}

/** Most accounts that are looked at. */
const maxPeople = 5000

/** The accounts of the node's own passwd, by name; of two with one name the first counts. */
export async function findPeople(host: Host, gaps: Gap[]): Promise<Look<readonly Person[]>> {
  const [passwdFile, groupFile] = accountFiles
  const passwd = await readLines(host.root, passwdFile, parsePasswd, gaps)
  if (passwd.status !== 'observed') return passwd
  const group = await readLines(host.root, groupFile, parseGroup, gaps)
  if (group.status !== 'observed') gaps.push({ path: groupFile, reason: group.reason ?? 'does not exist' })
  const groups = group.status === 'observed' ? group.value : []
  const members = new Map<string, string[]>()
  for (const { name, members: names } of groups)
    for (const each of names) members.set(each, [...(members.get(each) ?? []), name])
  const primary = new Map(groups.map(({ gid, name }) => [gid, name]))
  const byName = new Map(passwd.value.toReversed().map((each) => [each.name, each]))
  if (byName.size > maxPeople) gaps.push({ path: passwdFile, reason: `has more than ${maxPeople} accounts` })
  const people = [...byName.values()].slice(-maxPeople).map((each) => {
    const own = primary.get(each.gid)
    return { ...each, groups: [...new Set([...(own === undefined ? [] : [own]), ...(members.get(each.name) ?? [])])] }
  })
  return seen(people)
}
