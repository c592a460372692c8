// A real cluster, by the scripts that made it: `node COMMAND…` runs on the control plane, on another node with NODE set.
import { spawn } from 'node:child_process'
import { join } from 'node:path'

/** Milliseconds that a command may take unless told otherwise. */
const patience = 120_000

export interface Output {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly input?: string | Buffer
  /** Milliseconds. */
  readonly timeout?: number
}

export interface Cluster {
  /** Names of the nodes, the control plane first. */
  readonly nodes: readonly string[]
  readonly controlPlane: string
  readonly workers: readonly string[]
  /** Runs a program as root on a node. Never throws for its exit code. */
  run(node: string, command: readonly string[], options?: RunOptions): Promise<Output>
  /** What a program on a node prints. Throws where it fails. */
  on(node: string, command: readonly string[], options?: RunOptions): Promise<string>
  /** What kubectl prints. Throws where it fails. */
  kubectl(args: readonly string[], options?: RunOptions): Promise<string>
  /** An object of the API server. */
  get<Kind>(args: readonly string[]): Promise<Kind>
  apply(...objects: readonly object[]): Promise<void>
}

/** Opens a cluster that is up. `directory` holds its scripts. Throws where nothing answers. */
export async function openCluster(directory: string): Promise<Cluster> {
  const controlPlane = 'control-plane'
  const program = join(directory, 'node')
  const run: Cluster['run'] = (node, command, options = {}) =>
    runProgram(program, command, { ...process.env, NODE: node === controlPlane ? '' : node }, options)
  const on: Cluster['on'] = async (node, command, options) => {
    const { code, stdout, stderr } = await run(node, command, options)
    if (code !== 0) throw new Error(`${node}: ${command.slice(0, 6).join(' ')}: ${(stderr || stdout).trim()}`)
    return stdout
  }
  const kubectl: Cluster['kubectl'] = (args, options) => on(controlPlane, ['kubectl', ...args], options)
  const names = (await kubectl(['get', 'nodes', '-o', 'jsonpath={.items[*].metadata.name}'])).trim().split(' ')
  const workers = names.filter((each) => each !== controlPlane).sort()
  return {
    ...{ nodes: [controlPlane, ...workers], controlPlane, workers, run, on, kubectl },
    get: async (args) => JSON.parse(await kubectl(['get', ...args, '-o', 'json'])),
    apply: async (...objects) => {
      const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects })
      await kubectl(['apply', '-f', '-'], { input })
    },
  }
}

function runProgram(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  { input = '', timeout = patience }: RunOptions,
): Promise<Output> {
  return new Promise((done, fail) => {
    const child = spawn(program, args, { env, timeout, killSignal: 'SIGKILL' })
    const texts = { stdout: [] as Buffer[], stderr: [] as Buffer[] }
    child.stdout.on('data', (part: Buffer) => texts.stdout.push(part))
    child.stderr.on('data', (part: Buffer) => texts.stderr.push(part))
    child.on('error', fail)
    // Whoever does not read its input ends before it was written.
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
    child.on('close', (code, signal) => {
      const text = (name: keyof typeof texts) => Buffer.concat(texts[name]).toString()
      const stderr = signal ? `${text('stderr')} (ended by ${signal} after ${timeout} ms at most)` : text('stderr')
      done({ code: code ?? 1, stdout: text('stdout'), stderr })
    })
  })
}
