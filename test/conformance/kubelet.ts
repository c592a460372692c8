// Starts generated configurations on a real kubelet and compares what Merlon says of them with its /configz.
import { isDeepStrictEqual } from 'node:util'
import { configuration, inspectCase, type KubeletCase, served } from '../support/kubeletcase.ts'
import { caseDirectory, type Given, sampleCases } from './kubeletcases.ts'
import { type ClusterNode, openNode } from './node.ts'

export interface KubeletOptions {
  /** Runs commands on the node whose kubelet is borrowed. */
  readonly node: string
  /** Runs commands where `kubectl` works. */
  readonly kubectl: string
  readonly count: number
  readonly seed: number
  readonly log: (line: string) => void
}

/** How a case ended: `equal` and `refused` are agreement. */
export interface KubeletResult {
  readonly id: string
  readonly outcome: 'equal' | 'refused' | 'differs' | 'not served'
  readonly recorded: KubeletCase
  /** What differs: a row each. */
  readonly differences: readonly string[]
}

const pidFile = '/run/merlon-conformance.pid'
const logFile = '/run/merlon-conformance.log'
const lastWords = `{ grep '^[EF][0-9]\\|^Error' ${logFile} || echo it ended; } | tail -n 1`

/** Stops the node's own kubelet while it runs, and starts it again at the end. */
export async function compareKubelet(options: KubeletOptions): Promise<KubeletResult[]> {
  const node = openNode(options.node)
  const api = openNode(options.kubectl)
  const name = node.run('hostname').trim()
  const own = borrowKubelet(node)
  const results: KubeletResult[] = []
  try {
    for (const given of sampleCases(options.count, options.seed)) {
      const recorded = start(node, api, name, own.flags, given)
      const result = await compare(given.id, recorded)
      results.push(result)
      options.log(`${result.outcome.padEnd(10)} ${given.id} ${result.differences.join('; ')}`)
    }
  } finally {
    own.giveBack()
  }
  return results
}

/** Flags without which a kubelet would not be this node's. */
const kept = /^--(kubeconfig|bootstrap-kubeconfig|node-ip|cgroup-root|hostname-override|root-dir)=/

function borrowKubelet(node: ClusterNode) {
  const [pid = '', supervisor = '', ...argv] = node
    .run(
      `pid=$(pgrep -xo kubelet); grep PPid: /proc/$pid/status | tr -dc 0-9 | sed "s/^/$pid\\n/"; echo; tr '\\0' '\\n' </proc/$pid/cmdline`,
    )
    .trim()
    .split('\n')
  // Under systemd the unit is stopped; anything else that would start it again is held.
  const systemd = supervisor === '1'
  node.run(systemd ? 'systemctl stop kubelet' : `kill -STOP ${supervisor}; kill ${pid}`)
  return {
    flags: argv.filter((each) => kept.test(each)),
    giveBack: () => {
      node.attempt(`kill $(cat ${pidFile}); rm -rf ${pidFile} ${logFile} ${caseDirectory}`)
      node.run(systemd ? 'systemctl start kubelet' : `kill -CONT ${supervisor}`)
    },
  }
}

/** `silent`: it runs, and does not let the API server in; why. */
type Started = KubeletCase & { readonly silent?: string }

function start(node: ClusterNode, api: ClusterNode, name: string, flags: readonly string[], given: Given): Started {
  const argv = ['kubelet', ...flags, ...given.args]
  const about = { id: given.id, argv, cwd: '/', files: given.files }
  const ended = node.run(startScript(argv.slice(1), given.files)).trim()
  if (ended !== '') return { ...about, refuses: ended }
  const { ok, output, error } = api.attempt(`kubectl get --raw /api/v1/nodes/${name}/proxy/configz`)
  if (ok) return { ...about, configz: JSON.parse(output).kubeletconfig }
  // Some mistakes end it only after it began to listen.
  const late = node.run(`sleep 1; kill -0 $(cat ${pidFile}) 2>/dev/null || ${lastWords}`).trim()
  return late === '' ? { ...about, silent: error.trim().slice(-200) } : { ...about, refuses: late }
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`
}

/** Prints nothing once the kubelet listens, else the last that it said. */
function startScript(args: readonly string[], files: Readonly<Record<string, string>>): string {
  const written = Object.entries(files).map(
    ([path, text]) => `mkdir -p "$(dirname ${quoted(path)})"; printf %s ${quoted(text)} >${quoted(path)}`,
  )
  return `
    [ ! -f ${pidFile} ] || { pid=$(cat ${pidFile}); kill $pid; while [ -d /proc/$pid ] && ! grep -q '^State:.Z' /proc/$pid/status; do sleep 0.05; done; } 2>/dev/null
    rm -rf ${caseDirectory}; mkdir -p ${caseDirectory}
    ${written.join('\n')}
    cd /
    setsid kubelet --v=5 ${args.map(quoted).join(' ')} </dev/null >${logFile} 2>&1 &
    pid=$!
    echo $pid >${pidFile}
    for i in $(seq 200); do
      kill -0 $pid 2>/dev/null || { ${lastWords}; exit 0; }
      cat /proc/$pid/net/tcp /proc/$pid/net/tcp6 | grep -q ':280A [0:]* 0A' && exit 0
      sleep 0.1
    done
    echo it did not listen within 20 seconds`
}

async function compare(id: string, recorded: Started): Promise<KubeletResult> {
  const seen = await inspectCase(recorded)
  if (recorded.refuses?.includes('validate CRI'))
    return { id, outcome: 'not served', recorded, differences: ['the runtime did not answer in time'] }
  if (recorded.refuses !== undefined) {
    if (seen.status === 'failed') return { id, outcome: 'refused', recorded, differences: [] }
    return { id, outcome: 'differs', recorded, differences: [`the kubelet refuses: ${recorded.refuses.slice(-300)}`] }
  }
  if (!recorded.configz) return { id, outcome: 'not served', recorded, differences: [recorded.silent ?? ''] }
  if (seen.status !== 'observed') {
    const reason = 'reason' in seen ? seen.reason : ''
    return { id, outcome: 'differs', recorded, differences: [`the kubelet runs, Merlon: ${seen.status} ${reason}`] }
  }
  const ours = configuration(seen.fact.configuration ?? [])
  const theirs = served(recorded.configz)
  const differences = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])]
    // The kubelet fills these in by itself once it serves.
    .filter((path) => path !== 'tlsCertFile' && path !== 'tlsPrivateKeyFile')
    .filter((path) => !isDeepStrictEqual(ours[path], theirs[path]))
    .map((path) => `${path}: ${JSON.stringify(ours[path])}, really ${JSON.stringify(theirs[path])}`)
  return { id, outcome: differences.length === 0 ? 'equal' : 'differs', recorded, differences }
}
