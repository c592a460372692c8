import type { Cluster } from '../cluster.ts'
import { namespace, type Product } from '../product.ts'
import { check, eventually, type Scenario, type Stage } from '../scenario.ts'

interface Impostor {
  readonly name: string
  readonly what: string
  /** Arguments of `kubectl create token`, after the service account that it is for. */
  readonly token: readonly string[]
  /** The word that the collector answers. */
  readonly refused: string
}

const audience = 'merlon-collector'

export const impostors: Scenario = {
  name: 'impostors',
  shows: 'an agent whose token is of another service account, audience, pod or node is refused',
  run: async (stage) => {
    const { cluster, product } = stage
    const expected = (await eventually('the collector answers', () => product.report())).nodes.map(({ id }) => id)
    for (const impostor of await impostorsOf(cluster, product)) await attempt(stage, impostor)
    const now = (await product.report()).nodes.map(({ id }) => id)
    check(
      now.every((id) => expected.includes(id)),
      'nobody came in',
      now,
    )
  },
}

async function impostorsOf(cluster: Cluster, product: Product): Promise<Impostor[]> {
  const [worker = ''] = cluster.workers
  const pod = (await product.agents()).get(worker)
  return [
    {
      ...{ name: 'other-account', what: 'a token of another service account' },
      ...{ token: ['default', '--audience', audience], refused: 'SERVICE_ACCOUNT_NOT_ALLOWED' },
    },
    {
      ...{ name: 'other-audience', what: 'a token for another audience' },
      ...{ token: ['merlon-agent', '--audience', 'someone-else'], refused: 'TOKEN_AUDIENCE_MISMATCH' },
    },
    {
      ...{ name: 'no-pod', what: 'a token that is bound to no pod' },
      ...{ token: ['merlon-agent', '--audience', audience], refused: 'NODE_IDENTITY_MISMATCH' },
    },
    {
      ...{ name: 'other-node', what: `a token of the agent's pod on ${worker}, shown on the control plane` },
      token: ['merlon-agent', '--audience', audience, '--bound-object-kind', 'Pod', '--bound-object-name', `${pod}`],
      refused: 'NODE_IDENTITY_MISMATCH',
    },
  ]
}

/** The agent with that token in a pod of the control plane. */
async function attempt({ cluster, product, say }: Stage, { name, what, token, refused }: Impostor): Promise<void> {
  const text = (await cluster.kubectl(['-n', namespace, 'create', 'token', ...token])).trim()
  const [secret, pod] = [`impostor-${name}`, `impostor-${name}`]
  await cluster.apply(
    { apiVersion: 'v1', kind: 'Secret', metadata: { name: secret, namespace }, stringData: { token: text } },
    podOf(pod, secret, cluster.controlPlane),
  )
  const line = await eventually(`${what} is refused`, async () =>
    (await product.logs(`pod/${pod}`))
      .split('\n')
      .find((each) => each.includes(refused) || /connected to the c/.test(each)),
  )
  await cluster.kubectl(['-n', namespace, 'delete', `pod/${pod}`, `secret/${secret}`, '--grace-period=0', '--force'])
  check(line.includes(refused), `${what} is refused by ${refused}`, line)
  say(`${what}: ${String(JSON.parse(line).reason)}`)
}

function podOf(name: string, secret: string, node: string): object {
  const security = { runAsUser: 61000, runAsGroup: 61000, fsGroup: 61000, seccompProfile: { type: 'RuntimeDefault' } }
  const flags = {
    ...{ root: '/', attest: 'service-account', collector: `merlon-collector.${namespace}.svc:7440` },
    ...{ ca: '/etc/merlon/ca/ca.crt', 'token-file': '/token/token', 'spread-seconds': '0' },
  }
  return {
    ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace, labels: labelsOfAgents } },
    spec: {
      ...{ nodeName: node, automountServiceAccountToken: false, securityContext: security },
      containers: [
        {
          ...{ name: 'agent', image: 'localhost/merlon-agent:0.1.0', imagePullPolicy: 'Never' },
          env: [{ name: 'MERLON_NODE_NAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }],
          command: ['/app/start', 'agent', ...Object.entries(flags).map(([flag, value]) => `--${flag}=${value}`)],
          volumeMounts: [
            { name: 'token', mountPath: '/token' },
            { name: 'ca', mountPath: '/etc/merlon/ca' },
          ],
        },
      ],
      volumes: [
        { name: 'token', secret: { secretName: secret, defaultMode: 0o440 } },
        { name: 'ca', configMap: { name: 'merlon-ca' } },
      ],
    },
  }
}

/** As the network policies want it, and not as the DaemonSet selects. */
const labelsOfAgents = { 'app.kubernetes.io/name': 'merlon', 'app.kubernetes.io/component': 'agent' }
