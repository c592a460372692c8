/** What a label says about who wears it. */
export interface SecurityLabel {
  readonly label: string
  /** `complain`: what the profile forbids is only noted. */
  readonly confinement: 'confined' | 'complain' | 'unconfined'
}

/** Types of SELinux that may do what the user may: people, services without a policy, privileged containers. */
const unconfinedTypes = /^(unconfined(_[a-z]+)*_t|spc_t|kernel_t|init_t|initrc_t|container_runtime_t)$/
/** Longest label that is told. */
const maxLength = 200

/** `/proc/PID/attr/current`: a profile and its mode of AppArmor, a context of SELinux. `undefined` for anything else. */
export function parseSecurityLabel(text: string): SecurityLabel | undefined {
  const written = text.replace(/[\n\0]+$/, '')
  const label = written.slice(0, maxLength)
  const type = /^[\w.-]+:[\w.-]+:([\w.-]+)(:.*)?$/.exec(written)?.[1]
  if (type !== undefined) return { label, confinement: unconfinedTypes.test(type) ? 'unconfined' : 'confined' }
  if (written === 'unconfined') return { label, confinement: 'unconfined' }
  const mode = / \((enforce|kill|prompt|complain|unconfined|mixed)\)$/.exec(written)?.[1]
  if (mode === undefined) return undefined
  if (mode === 'enforce' || mode === 'kill') return { label, confinement: 'confined' }
  // Others ask, note, or let one of several profiles decide: nobody can count on any of them.
  return { label, confinement: mode === 'unconfined' ? 'unconfined' : 'complain' }
}
