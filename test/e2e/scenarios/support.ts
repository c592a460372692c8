import { execFileSync } from 'node:child_process'
import { namespace } from '../product.ts'
import { check, type Scenario, type Stage } from '../scenario.ts'

interface Checked {
  readonly name: string
  readonly status: 'ok' | 'warn' | 'fail' | 'unknown'
  readonly text: string
}

/** What must be in no bundle: keys, tokens, credentials in a URL. */
const secrets = /-----BEGIN [A-Z ]*PRIVATE KEY-----|eyJ[\w-]{10,}\.[\w-]{10,}\.|:\/\/[^\s/:@]+:[^\s/@*]+@/

export const support: Scenario = {
  name: 'support',
  shows: 'in the pods `doctor` finds nothing wrong, and support bundles hold what helps and no secret',
  run: async (stage) => {
    for (const [node, pod] of await stage.product.agents()) {
      await checkDoctor(stage, node, pod)
      await checkBundle(stage, `agent on ${node}`, [
        pod,
        '--',
        '/app/start',
        'support-bundle',
        '-',
        '--config',
        agentConfig,
      ])
    }
    const collector = ['/usr/bin/node', '/app/merlon.js', 'support-bundle', '-', '--config', collectorConfig]
    await checkBundle(stage, 'collector', [stage.product.collector(), '--', ...collector])
  },
}

const agentConfig = '/etc/merlon/config/agent.yaml'
const collectorConfig = '/etc/merlon/config/collector.yaml'

async function checkDoctor({ cluster, say }: Stage, node: string, pod: string): Promise<void> {
  const command = ['/app/start', 'doctor', '--config', agentConfig, '--format', 'json']
  const { code, stdout, stderr } = await cluster.run(cluster.controlPlane, [
    ...['kubectl', '-n', namespace, 'exec', pod, '--', ...command],
  ])
  const { checks } = JSON.parse(stdout || '{"checks":[]}') as { checks: Checked[] }
  check(checks.length > 0, `doctor answers on ${node}`, stderr)
  const wrong = checks.filter(({ status }) => status === 'fail')
  check(code === 0 && wrong.length === 0, `doctor finds nothing wrong on ${node}`, wrong)
  const others = checks
    .filter(({ status }) => status !== 'ok')
    .map(({ name, status, text }) => `${status} ${name}: ${text}`)
  say(
    `${node}: doctor: ${checks.length - others.length} of ${checks.length} ok${others.map((each) => `; ${each}`).join('')}`,
  )
}

async function checkBundle({ cluster, say }: Stage, whose: string, target: readonly string[]): Promise<void> {
  // Through a pipe of text the archive would not come whole.
  const encoded = ['sh', '-c', 'kubectl -n "$0" exec "$@" | base64', namespace, ...target]
  const archive = Buffer.from(await cluster.on(cluster.controlPlane, encoded), 'base64')
  const files = execFileSync('tar', ['-tz'], { input: archive }).toString().trim().split('\n')
  check(files.length > 3, `the bundle of the ${whose} has files`, files)
  const text = execFileSync('tar', ['-xzO'], { input: archive, maxBuffer: 2 ** 28 }).toString()
  const found = secrets.exec(text)
  check(!found, `no secret is in the bundle of the ${whose}`, found?.[0].slice(0, 20))
  say(`${whose}: bundle of ${files.length} files, ${Math.round(archive.length / 1024)} KiB, no secret in it`)
}
