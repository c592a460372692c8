import { posix } from 'node:path'
import type { Gap } from '../../../proto/index.ts'
import { accountFiles } from '../../host/accounts.ts'
import type { Host } from '../../host/host.ts'
import { isLogin, parsePasswd } from '../../parse/accounts.ts'
import { isBelow } from '../../parse/mountinfo.ts'
import { readLines } from '../accounts/lines.ts'

/** Most homes elsewhere that are walked. */
export const maxHomes = 50
/** Homes that are no homes: what lies there is the system's. */
const ofSystem = /^\/($|(bin|sbin|usr|lib|lib64|boot|proc|sys|dev|run|var)$|(usr|proc|sys|dev|run|boot)\/)/

/** Homes outside of the places that are walked anyway, of users who can log in. Too many are a gap. */
export async function otherHomes(host: Host, places: readonly string[], gaps: Gap[]): Promise<string[]> {
  const [path] = accountFiles
  const passwd = await readLines(host.root, path, parsePasswd, [])
  // That it does not load is told with the accounts; here it means that homes may be left out.
  if (passwd.status === 'denied' || passwd.status === 'failed')
    gaps.push({ path, reason: `${passwd.reason}: homes elsewhere are not known` })
  if (passwd.status !== 'observed') return []
  const homes = passwd.value
    .filter(({ shell, home }) => isLogin(shell) && home.startsWith('/'))
    .map(({ home }) => posix.join(home, '.'))
    .filter((home) => !ofSystem.test(home) && !places.some((place) => isBelow(home, place)))
  const different = [...new Set(homes)]
  if (different.length > maxHomes)
    gaps.push({ path, reason: `names ${different.length - maxHomes} more homes elsewhere than are walked` })
  return different.slice(0, maxHomes)
}
