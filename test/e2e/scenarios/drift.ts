import type { FindingView } from '../../../collector/report/model.ts'
import { check, eventually, type Scenario, type Stage, timed } from '../scenario.ts'

/** Something that is changed on one node. */
interface Change {
  readonly what: string
  /** A shell script, and one that takes it back. */
  readonly make: string
  readonly undo: string
  /** The rule that fails then, and what its subject holds. */
  readonly rule: string
  readonly subject: string
}

const dropIns = '/etc/kubernetes/kubelet.conf.d'
const flags = '/var/lib/kubelet/kubeadm-flags.env'
/** Whoever keeps the kubelet running starts it again. */
const restartKubelet = 'kill "$(pgrep -x kubelet)"'

const changes: readonly Change[] = [
  {
    ...{ what: 'mode of a file', rule: 'kubelet-kubeconfig-mode', subject: '/etc/kubernetes/kubelet.conf' },
    ...{ make: 'chmod 0666 /etc/kubernetes/kubelet.conf', undo: 'chmod 0600 /etc/kubernetes/kubelet.conf' },
  },
  {
    ...{ what: 'drop-in of the kubelet', rule: 'kubelet-read-only-port', subject: '' },
    make: [
      `mkdir -p ${dropIns} && cp ${flags} ${flags}.before`,
      `printf 'apiVersion: kubelet.config.k8s.io/v1beta1\\nkind: KubeletConfiguration\\nreadOnlyPort: 10255\\n' >${dropIns}/90-e2e.conf`,
      `sed -i 's|="|="--config-dir=${dropIns} |' ${flags} && ${restartKubelet}`,
    ].join(' && '),
    undo: `mv ${flags}.before ${flags} && rm -r ${dropIns} && ${restartKubelet}`,
  },
  {
    ...{ what: 'sshd_config', rule: 'sshd-empty-passwords', subject: '' },
    make: "cp -p /etc/ssh/sshd_config /tmp/sshd_config && sed -i '1i PermitEmptyPasswords yes' /etc/ssh/sshd_config",
    undo: 'cat /tmp/sshd_config >/etc/ssh/sshd_config && rm /tmp/sshd_config',
  },
  {
    ...{ what: 'a new listener', rule: 'listener-plain-text', subject: ':23' },
    make: 'setsid socat TCP-LISTEN:23,fork,reuseaddr EXEC:/bin/true </dev/null >/dev/null 2>&1 & echo $! >/tmp/socat.pid',
    undo: 'kill "$(cat /tmp/socat.pid)" && rm /tmp/socat.pid',
  },
]

export const drift: Scenario = {
  name: 'drift',
  shows: 'a change on one node arrives within seconds, that node alone is different, and taking it back arrives too',
  run: async (stage) => {
    const node = stage.cluster.workers.at(-1) ?? stage.cluster.controlPlane
    for (const change of changes) await follow(stage, node, change)
  },
}

async function follow({ cluster, product, say }: Stage, node: string, change: Change): Promise<void> {
  const failing = async () => {
    const path = `/api/v1/findings?rule=${change.rule}&outcome=fail`
    const [page] = await product.http<{ findings: FindingView[] }>(path)
    return page?.findings.filter(({ subject }) => subject.includes(change.subject)) ?? []
  }
  const before = await failing()
  check(!before.some(({ nodeName }) => nodeName === node), `${change.what}: ${node} is well before`, before)
  const [made, finding] = await timed(async () => {
    await cluster.on(node, ['sh', '-c', change.make])
    return eventually(`${change.what} arrives`, async () => (await failing()).find(({ nodeName }) => nodeName === node))
  })
  const outliers = (await failing()).filter((each) => !before.some(({ id }) => id === each.id))
  check(
    outliers.every(({ nodeName }) => nodeName === node),
    `${change.what}: ${node} alone is different`,
    outliers,
  )
  say(`${change.what}: ${made} s: ${finding.nodeName} alone: ${finding.message}`)
  const [undone] = await timed(async () => {
    await cluster.on(node, ['sh', '-c', change.undo])
    await eventually(
      `${change.what} taken back arrives`,
      async () => !(await failing()).some((each) => each.nodeName === node),
    )
  })
  say(`${change.what}: taken back: ${undone} s`)
}
