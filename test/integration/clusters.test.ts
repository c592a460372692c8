import { X509Certificate } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { expect, onTestFinished, test } from 'vitest'
import { openClient } from '../../collector/cli/client.ts'
import { runClusters } from '../../collector/cli/clusters.ts'
import { createAuthority, issueClient, issueServer } from '../../collector/identity/authority.ts'
import { sshdConfig, startAgent } from '../support/agent.ts'
import { eventually, startCollector, type TestCollector, temporary } from '../support/collector.ts'
import { printed } from '../support/stream.ts'

const west = { id: 'west-0000', name: 'Westküste' }

/** The collector as a node of another cluster sees it. */
function inCluster(collector: TestCollector, clusterId: string): TestCollector {
  return {
    ...collector,
    node: async (nodeId) => {
      const { authority } = collector.material
      const pair = await issueClient(authority, { kind: 'node', clusterId, nodeId }, 1)
      const directory = temporary()
      const files = {
        ca: join(directory, 'ca.crt'),
        cert: join(directory, 'node.crt'),
        key: join(directory, 'node.key'),
      }
      writeFileSync(files.ca, authority.cert)
      writeFileSync(files.cert, pair.cert)
      writeFileSync(files.key, pair.key)
      return files
    },
  }
}

async function findings(collector: TestCollector, cluster?: string) {
  const { address, state } = collector
  const client = openClient({ collector: address, state, ...(cluster ? { cluster } : {}) })
  onTestFinished(() => client.close())
  const found = await client.findings({ rules: ['sshd-config-mode'], outcomes: ['pass', 'fail', 'unknown'] })
  return found.map(({ nodeName, clusterId, outcome }) => ({ nodeName, clusterId, outcome }))
}

test('one collector serves several clusters, and each is asked about apart, the same node id in both', async () => {
  const collector = await startCollector(temporary(), { clusters: [west] })
  const own = collector.material.clusterId
  await startAgent(collector, 'node-1', [sshdConfig('0666')])
  await startAgent(inCluster(collector, west.id), 'node-1', [sshdConfig('0600')])
  const [here, there] = [
    { nodeName: 'node-1', clusterId: own },
    { nodeName: 'node-1', clusterId: west.id },
  ]
  await eventually(
    () => findings(collector),
    ([found]) => found !== undefined,
  )
  await eventually(
    () => findings(collector, west.name),
    ([found]) => found !== undefined,
  )
  expect(await findings(collector)).toEqual([{ ...here, outcome: 'fail' }])
  expect(await findings(collector, 'local')).toEqual([{ ...here, outcome: 'fail' }])
  for (const name of [west.name, west.id])
    expect(await findings(collector, name)).toEqual([{ ...there, outcome: 'pass' }])
  await expect(findings(collector, 'east')).rejects.toThrow('no cluster east; there are local, Westküste')

  const page = printed()
  await runClusters({ collector: collector.address, state: collector.state, format: 'json' }, page.out)
  const { clusters, totals } = JSON.parse(page.text())
  expect(clusters).toMatchObject([
    { id: own, name: 'local', coverage: { expected: 1, reporting: 1 } },
    { ...west, coverage: { expected: 1, reporting: 1 } },
  ])
  expect(totals.coverage).toMatchObject({ expected: 2, reporting: 2 })

  const token = new URL((await collector.createLoginLink()).url)
  const entered = await fetch(token, { redirect: 'manual' })
  const cookie = (entered.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const ask = async (path: string) => {
    const answer = await fetch(`http://127.0.0.1:${collector.httpPort}/api/v1/${path}`, { headers: { cookie } })
    return { status: answer.status, body: (await answer.json()) as { findings: { outcome: string }[] } }
  }
  const outcomes = async (query: string) =>
    (await ask(`findings?rule=sshd-config-mode&outcome=pass,fail${query}`)).body.findings.map((each) => each.outcome)
  expect(await outcomes('')).toEqual(['fail'])
  expect(await outcomes('&cluster=local')).toEqual(['fail'])
  expect(await outcomes(`&cluster=${encodeURIComponent(west.name)}`)).toEqual(['pass'])
  expect((await ask(`report?cluster=${west.id}`)).body).toMatchObject({ clusterId: west.id, clusterName: west.name })
  expect(await ask('report?cluster=east')).toMatchObject({
    status: 404,
    body: { detail: expect.stringMatching(/^no cluster east/) },
  })
  expect((await ask('report?cluster=local&cluster=local')).status).toBe(404)
  expect((await ask('clusters')).body).toEqual({ clusters, totals })
})

test('a node of a cluster that is not served is refused', async () => {
  const collector = await startCollector(temporary(), { clusters: [west] })
  const agent = await startAgent(inCluster(collector, 'east-0000'), 'node-1', [sshdConfig('0600')])
  await eventually(agent.link.state, (state) => /NODE_IDENTITY_MISMATCH/.test(state))
})

test('beyond loopback the page is served over TLS with the certificate of the server, under its names alone', async () => {
  const collector = await startCollector(temporary(), { http: '0.0.0.0:0', names: ['merlon.example'] })
  const ask = (path: string, host: string) =>
    new Promise<{ status: number; headers: Record<string, unknown> }>((done, fail) => {
      const call = request(
        {
          ...{ host: '127.0.0.1', port: collector.httpPort, path, headers: { host } },
          ...{ ca: collector.material.authority.cert, servername: 'merlon.example' },
        },
        (answer) => {
          answer.resume()
          done({ status: answer.statusCode ?? 0, headers: answer.headers })
        },
      )
      call.on('error', fail)
      call.end()
    })
  const { url } = await collector.createLoginLink()
  expect(url).toMatch(new RegExp(`^https://merlon\\.example:${collector.httpPort}/login\\?token=`))
  expect((await ask('/api/v1/report', 'merlon.example:7441')).status).toBe(401)
  expect((await ask('/api/v1/report', 'evil.example')).status).toBe(421)
  for (const path of ['/healthz', '/readyz']) expect((await ask(path, '10.0.0.7:7441')).status).toBe(200)
  const entered = await ask(`/login${new URL(url).search}`, 'merlon.example')
  expect([entered.status, String(entered.headers['set-cookie'])]).toEqual([302, expect.stringMatching(/; Secure/)])
  await expect(fetch(`http://127.0.0.1:${collector.httpPort}/healthz`)).rejects.toThrow()
})

test('the page is served with the certificate that lies there now, and goes on with the old one until it is whole', async () => {
  const directory = temporary()
  const files = { tlsCert: join(directory, 'tls.crt'), tlsKey: join(directory, 'tls.key') }
  const authority = await createAuthority('own')
  const write = async () => {
    const { cert, key } = await issueServer(authority, ['merlon.example', '127.0.0.1'], 1)
    writeFileSync(files.tlsCert, cert)
    return { finish: () => writeFileSync(files.tlsKey, key), serial: new X509Certificate(cert).serialNumber }
  }
  const first = await write()
  first.finish()
  const collector = await startCollector(temporary(), { http: '0.0.0.0:0', names: ['merlon.example'], ...files })
  /** The serial number of the certificate that a new connection gets. */
  const served = () =>
    new Promise<string>((done, fail) => {
      const [port, ca] = [collector.httpPort, authority.cert]
      const socket = connect({ host: '127.0.0.1', port, ca, servername: 'merlon.example' }, () => {
        done(socket.getPeerX509Certificate()?.serialNumber ?? '')
        socket.destroy()
      })
      socket.on('error', fail)
    })
  expect(await served()).toBe(first.serial)
  const second = await write()
  expect(await collector.live.look()).toBe(false)
  expect(await served()).toBe(first.serial)
  second.finish()
  await eventually(served, (serial) => serial === second.serial)
})
