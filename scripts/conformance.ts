// `npm run conformance -- kubelet|control-plane …`: Merlon's facts beside what the components of a real cluster do.
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { compareControlPlane } from '../test/conformance/controlplane.ts'
import { compareKubelet } from '../test/conformance/kubelet.ts'

const usage = `npm run conformance -- kubelet --node COMMAND --kubectl COMMAND [--count N] [--seed S] [--record FILE]
npm run conformance -- control-plane --node COMMAND --root DIR [--only REGEXP]

A COMMAND runs others as root on a node of a cluster that kubeadm made and that may be disturbed, for example
"ssh root@worker-1": --node where the component is, --kubectl where kubectl works. --root has that node's files and its
/proc, for example /proc/PID/root. A kubelet is held, manifests are changed; both are put back at the end.
`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    node: { type: 'string', default: '' },
    kubectl: { type: 'string', default: '' },
    root: { type: 'string', default: '' },
    only: { type: 'string', default: '' },
    count: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    record: { type: 'string', default: '' },
  },
})
const log = (line: string) => void process.stdout.write(`${line}\n`)

if (positionals[0] === 'kubelet' && values.node && values.kubectl) process.exitCode = await kubelet()
else if (positionals[0] === 'control-plane' && values.node && values.root) process.exitCode = await controlPlane()
else {
  process.stderr.write(usage)
  process.exitCode = 2
}

async function kubelet(): Promise<number> {
  log(`seed ${values.seed}`)
  const { node, kubectl, record } = values
  const results = await compareKubelet({ node, kubectl, count: Number(values.count), seed: Number(values.seed), log })
  if (record) writeFileSync(record, results.map(({ recorded }) => `${JSON.stringify(recorded)}\n`).join(''))
  const counted = (outcome: string) => results.filter((each) => each.outcome === outcome).length
  log(
    `${results.length} configurations: ${counted('equal')} equal, ${counted('refused')} refused by both, ` +
      `${counted('not served')} did not let the API server in, ${counted('differs')} differ`,
  )
  return counted('differs') > 0 ? 1 : 0
}

async function controlPlane(): Promise<number> {
  const results = await compareControlPlane({ node: values.node, root: values.root, only: values.only, log })
  const compared = results.reduce((sum, each) => sum + each.compared, 0)
  const differing = results.filter((each) => each.differences.length > 0)
  log(`${results.length} variants, ${compared} comparisons: ${differing.length} variants differ`)
  return differing.length > 0 ? 1 : 0
}
