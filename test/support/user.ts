import { isRoot } from './host.ts'

/** Does the work as a user who owns nothing, whoever runs the tests: root could read everything. */
export async function asNobody<T>(work: () => Promise<T> | T): Promise<T> {
  if (!isRoot) return work()
  const groups = process.getgroups?.() ?? []
  process.setgroups?.([])
  process.setegid?.(65534)
  process.seteuid?.(65534)
  try {
    return await work()
  } finally {
    process.seteuid?.(0)
    process.setegid?.(0)
    process.setgroups?.(groups)
  }
}
