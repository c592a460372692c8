// What in the kernel decides over programs besides users: security modules, lockdown, signatures of modules.
import type { Gap, KernelFact, SourcedBool, SourcedInt, SourcedString } from '../../../proto/index.ts'
import type { Host } from '../../host/host.ts'
import { type Look, why } from '../../host/look.ts'
import type { Read } from '../inspector.ts'
import { readText, sourced } from './read.ts'

const modulesFile = '/sys/kernel/security/lsm'
const apparmorMode = '/sys/module/apparmor/parameters/mode'
const apparmorProfiles = '/sys/kernel/security/apparmor/profiles'
const selinuxEnforce = '/sys/fs/selinux/enforce'
const selinuxConfig = '/etc/selinux/config'
const lockdownFile = '/sys/kernel/security/lockdown'
const signatures = '/sys/module/module/parameters/sig_enforce'

/** What it reads. */
export const securityReads: readonly Read[] = [
  { glob: modulesFile, why: 'the security modules in use' },
  { glob: apparmorMode, why: 'what AppArmor does' },
  { glob: apparmorProfiles, why: 'how many profiles are enforced (the names are not told)' },
  { glob: selinuxEnforce, why: 'what SELinux does' },
  { glob: selinuxConfig, why: 'what SELinux does after the next start' },
  { glob: lockdownFile, why: 'whether root may change the running kernel' },
  { glob: signatures, why: 'whether modules must be signed' },
]

type Security = Pick<
  KernelFact,
  | 'securityModules'
  | 'apparmor'
  | 'apparmorEnforced'
  | 'apparmorComplaining'
  | 'selinux'
  | 'selinuxConfigured'
  | 'lockdown'
  | 'signedModules'
>

export async function readSecurity(host: Host, gaps: Gap[]): Promise<Security> {
  const modules = await readText(host, modulesFile)
  const lockdown = await lockdownOf(host, modules)
  return {
    securityModules: sourced(modulesFile, modules, (text) => text.trim()),
    ...(await readApparmor(host, modules)),
    selinux: await unlessOff(
      host,
      'selinux',
      modules,
      selinuxEnforce,
      (text) => ({ '0': 'permissive', '1': 'enforcing' })[text],
    ),
    selinuxConfigured: await readSelinuxConfig(host, gaps),
    lockdown,
    signedModules: await readSigned(host, lockdown),
  }
}

/** Off where the list of security modules lacks it; else what its file says. */
async function unlessOff(
  host: Host,
  name: string,
  modules: Look<string>,
  path: string,
  take: (text: string) => string | undefined,
): Promise<SourcedString> {
  if (isOff(name, modules)) return { value: 'off', source: `file ${modulesFile}` }
  return sourced(path, await readText(host, path), (text) => take(text.trim()))
}

function isOff(name: string, modules: Look<string>): boolean {
  return modules.status === 'observed' && !modules.value.trim().split(',').includes(name)
}

async function readApparmor(host: Host, modules: Look<string>) {
  const apparmor = await unlessOff(
    host,
    'apparmor',
    modules,
    apparmorMode,
    (text) => /^(enforce|complain|kill|unconfined|user)$/.exec(text)?.[1],
  )
  if (apparmor.value === 'off') {
    const none: SourcedInt = { value: 0, source: apparmor.source ?? '' }
    return { apparmor, apparmorEnforced: none, apparmorComplaining: none }
  }
  const profiles = await readText(host, apparmorProfiles)
  const count = (mode: RegExp) => sourced(apparmorProfiles, profiles, (text) => text.match(mode)?.length ?? 0)
  return { apparmor, apparmorEnforced: count(/ \((enforce|kill)\)$/gm), apparmorComplaining: count(/ \(complain\)$/gm) }
}

async function readSelinuxConfig(host: Host, gaps: Gap[]): Promise<SourcedString> {
  const text = await readText(host, selinuxConfig)
  if (text.status === 'absent') return { value: '', source: `${selinuxConfig} does not exist` }
  if (text.status !== 'observed') gaps.push({ path: selinuxConfig, reason: text.reason })
  return sourced(selinuxConfig, text, (content) =>
    /^\s*SELINUX\s*=\s*(enforcing|permissive|disabled)\s*$/im.exec(content)?.[1]?.toLowerCase(),
  )
}

/** `none [integrity] confidentiality`: the brackets are around what holds. */
async function lockdownOf(host: Host, modules: Look<string>): Promise<SourcedString> {
  if (isOff('lockdown', modules)) return { value: 'none', source: `file ${modulesFile}` }
  return sourced(lockdownFile, await readText(host, lockdownFile), (text) => /\[([a-z]+)\]/.exec(text)?.[1])
}

/** Both levels of lockdown ask for signatures. */
async function readSigned(host: Host, lockdown: SourcedString): Promise<SourcedBool> {
  const text = await readText(host, signatures)
  const source = `file ${signatures}`
  if (text.status === 'observed' && text.value.trim() === 'Y') return { value: true, source }
  if (lockdown.value && lockdown.value !== 'none') return { value: true, source: lockdown.source ?? '' }
  if (text.status === 'observed' && lockdown.value === 'none') return { value: false, source }
  return { source, unknown: text.status === 'observed' ? `lockdown: ${lockdown.unknown}` : why(text) }
}
