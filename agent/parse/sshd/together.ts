import type { Setting } from '../../../proto/index.ts'
import { fromValue } from '../../../proto/value.ts'
import type { Refusal } from './read.ts'

/** Settings that switch a method of authentication on, by the method's name. */
const switches: Readonly<Record<string, string>> = {
  'gssapi-keyex': 'gssapiauthentication',
  'gssapi-with-mic': 'gssapiauthentication',
  hostbased: 'hostbasedauthentication',
  'keyboard-interactive': 'kbdinteractiveauthentication',
  password: 'passwordauthentication',
  publickey: 'pubkeyauthentication',
}

/** What sshd refuses once it has read everything: settings that make no sense together (main in sshd.c). */
export function wrongTogether(settings: readonly Setting[]): Refusal | undefined {
  const byName = new Map(settings.map((each) => [each.path ?? '', each]))
  return (
    withoutUser(byName, 'AuthorizedKeysCommand') ??
    withoutUser(byName, 'AuthorizedPrincipalsCommand') ??
    withoutMethod(byName) ??
    otherFamily(byName)
  )
}

type ByName = ReadonlyMap<string, Setting>

function withoutUser(settings: ByName, name: string): Refusal | undefined {
  const command = settings.get(name.toLowerCase())
  const user = settings.get(`${name}User`.toLowerCase())
  if (command?.value?.string == null || command.value.string === 'none') return undefined
  if (user?.unknown || !user?.source?.startsWith('default')) return undefined
  return { where: placeOf(command), reason: `${name} set without ${name}User` }
}

function withoutMethod(settings: ByName): Refusal | undefined {
  const setting = settings.get('authenticationmethods')
  const lists = fromValue(setting?.value)
  if (!setting || !Array.isArray(lists) || lists[0] === 'any') return undefined
  const isOff = (method: string) => settings.get(switches[method.split(':')[0] ?? ''] ?? '')?.value?.string === 'no'
  if (lists.some((list) => !String(list).split(',').some(isOff))) return undefined
  return {
    where: placeOf(setting),
    reason: 'AuthenticationMethods cannot be satisfied by enabled authentication methods',
  }
}

function otherFamily(settings: ByName): Refusal | undefined {
  const family = settings.get('addressfamily')?.value?.string
  const setting = settings.get('listenaddress')
  const addresses = fromValue(setting?.value)
  const wrong = { inet: /^\[/, inet6: /^\d+\.\d+\.\d+\.\d+:/ }[family ?? '']
  if (!setting || !wrong || !Array.isArray(addresses)) return undefined
  const found = addresses.find((address) => wrong.test(String(address)))
  return found === undefined
    ? undefined
    : { where: placeOf(setting), reason: `bad address ${found} for AddressFamily ${family}` }
}

function placeOf(setting: Setting): string {
  const source = setting.source ?? ''
  // Of several lines the last: what comes together is complete there.
  const last = source.slice(source.lastIndexOf(', ') + 1).trim()
  return last.startsWith('file ') ? last.replace(/^file (.*):(\d+)$/, '$1 line $2') : 'command line'
}
