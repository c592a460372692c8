// A node of a real cluster, reached by a command that runs others on it as root (a shell's words, such as a script that
// enters the node's namespaces, or `ssh root@node`).
import { spawnSync } from 'node:child_process'

export interface ClusterNode {
  /** Runs a shell script there. Its output; throws with what it wrote to standard error when it fails. */
  run(script: string, input?: string): string
  /** The same, and no error. */
  attempt(script: string, input?: string): { ok: boolean; output: string; error: string }
}

/** `command` gets `sh -c SCRIPT` behind it. */
export function openNode(command: string): ClusterNode {
  // npm sets it for its scripts; the command may mean something of its own by it.
  const { NODE: _, ...env } = process.env
  function attempt(script: string, input = '') {
    const { status, stdout, stderr, error } = spawnSync('sh', ['-c', `exec ${command} sh -c "$0"`, script], {
      input,
      env,
      encoding: 'utf8',
      timeout: 120_000,
      maxBuffer: 64 * 2 ** 20,
    })
    return { ok: status === 0, output: stdout ?? '', error: error?.message ?? stderr ?? '' }
  }
  function run(script: string, input?: string): string {
    const { ok, output, error } = attempt(script, input)
    if (!ok) throw new Error(`${command}: ${error.trim() || output.trim()}`)
    return output
  }
  return { run, attempt }
}
