// Waits until a DaemonSet is ready on every node that it is for: `node wait.mjs NAMESPACE NAME`. Says how far it is; ends
// when all are, or when whoever started it loses patience.
import { readFileSync } from 'node:fs'
import { get } from 'node:https'

// Where the kubelet puts what the API server is asked with; tests have theirs elsewhere.
const account = process.env.MERLON_ACCOUNT ?? '/var/run/secrets/kubernetes.io/serviceaccount'
const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = process.env
const [namespace, name] = process.argv.slice(2)
const pause = 2000

function ask() {
  // Read again each time: tokens are renewed.
  const options = {
    ...{ host, port, path: `/apis/apps/v1/namespaces/${namespace}/daemonsets/${name}`, timeout: 10_000 },
    ca: readFileSync(`${account}/ca.crt`),
    headers: { authorization: `Bearer ${readFileSync(`${account}/token`, 'utf8').trim()}`, accept: 'application/json' },
  }
  return new Promise((done, fail) => {
    const request = get(options, async (response) => {
      try {
        const text = (await response.setEncoding('utf8').toArray()).join('')
        if (response.statusCode !== 200) throw new Error(`the API server answers ${response.statusCode}`)
        done(JSON.parse(text))
      } catch (error) {
        fail(error)
      }
    })
    request.on('timeout', () => request.destroy(new Error('the API server does not answer')))
    request.on('error', fail)
  })
}

async function isReady() {
  const { metadata, status } = await ask()
  const { desiredNumberScheduled = 0, numberReady = 0, observedGeneration = 0 } = status ?? {}
  if (observedGeneration < metadata.generation) return false
  console.log(`${numberReady} of ${desiredNumberScheduled} nodes are clean`)
  return numberReady >= desiredNumberScheduled
}

process.on('SIGTERM', () => process.exit(1))
for (;;) {
  const ready = await isReady().catch((error) => void console.log(`not known: ${error.message}`))
  if (ready) break
  await new Promise((done) => setTimeout(done, pause))
}
