/** What Kubernetes makes random names of: no vowels, and no characters that look like others. */
const random = '[bcdfghjklmnpqrstvwxz2456789]'
const patterns = [
  // Deployment, then the hash of its template; CronJob, then the minute that it ran for.
  new RegExp(`^(.+)-${random}{6,10}-${random}{5}$`),
  new RegExp(`^(.+)-\\d{8,10}-${random}{5}$`),
  // DaemonSet, Job, ReplicaSet.
  new RegExp(`^(.+)-${random}{5}$`),
  // StatefulSet.
  /^(.+)-\d{1,4}$/,
]

/**
 * What a pod's name begins with: the name of what made it, where it was made by something that numbers its pods or gives
 * them random names. By the name alone: a pod that somebody named so by hand is taken for one of these.
 *
 * @param node the node's name, which ends the names of static pods; empty where it is not known
 */
export function podOwner(pod: string, node: string): string {
  if (node !== '' && pod.endsWith(`-${node}`)) return pod.slice(0, -node.length - 1)
  for (const pattern of patterns) {
    const owner = pattern.exec(pod)?.[1]
    if (owner !== undefined) return owner
  }
  return pod
}
