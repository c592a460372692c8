import { copyFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { connect, type SecureVersion } from 'node:tls'
import { Server } from '@grpc/grpc-js'
import { expect, onTestFinished, test } from 'vitest'
import { startListener } from '../../../collector/api/listener.ts'
import { createAuthority, issueServer, type Pair } from '../../../collector/identity/authority.ts'
import { openLive } from '../../../collector/identity/live.ts'
import { openMaterial, reopenMaterial } from '../../../collector/identity/material.ts'
import { silent, temporary } from '../../support/collector.ts'

/** A server over certificate files of the operator, and what a client sees of it. */
async function serving() {
  const directory = temporary()
  const authority = await createAuthority('operator')
  const [cert, key, ca] = ['tls.crt', 'tls.key', 'ca.crt'].map((name) => join(directory, name)) as [
    string,
    string,
    string,
  ]
  const put = (pair: Pair) => {
    writeFileSync(cert, pair.cert)
    writeFileSync(key, pair.key)
  }
  put(await issueServer(authority, ['localhost', '127.0.0.1'], 10))
  writeFileSync(ca, authority.cert)
  const arguments_ = [join(directory, 'state'), 'c', [], { tlsCert: cert, tlsKey: key, authorityTrust: ca }] as const
  const results: string[] = []
  const live = openLive({
    first: await openMaterial(...arguments_),
    read: () => reopenMaterial(...arguments_),
    log: silent,
  })
  onTestFinished(live.stop)
  live.onLook((result) => results.push(result))
  const server = new Server()
  const listener = await startListener('127.0.0.1:0', server, live.credentials)
  onTestFinished(() => {
    listener.stop()
    server.forceShutdown()
  })
  const shown = (maxVersion: SecureVersion = 'TLSv1.3') =>
    new Promise<string>((done) => {
      const options = {
        host: '127.0.0.1',
        port: listener.port,
        servername: 'localhost',
        ca: authority.cert,
        maxVersion,
      }
      const socket = connect({ ...options, ALPNProtocols: ['h2'] }, () => {
        done(socket.getPeerCertificate().serialNumber)
        socket.destroy()
      })
      socket.on('error', () => done('refused'))
    })
  const issue = () => issueServer(authority, ['localhost', '127.0.0.1'], 10)
  return { authority, directory, cert, key, ca, put, issue, live, results, shown }
}

test('a certificate that changed is shown to new connections, without a restart; TLS 1.2 is refused before and after', async () => {
  const { put, issue, live, results, shown } = await serving()
  const before = await shown()
  expect(await shown('TLSv1.2')).toBe('refused')
  expect(await live.look()).toBe(false)
  put(await issue())
  expect(await live.look()).toBe(true)
  const after = await shown()
  expect([before, after]).not.toContain('refused')
  expect(after).not.toBe(before)
  expect(await shown('TLSv1.2')).toBe('refused')
  expect(results).toEqual(['swapped'])
})

test('what is half written, mismatched, damaged or missing is not taken, in no part: the last good set holds', async () => {
  const { authority, cert, key, ca, put, issue, live, results, shown, directory } = await serving()
  const before = await shown()
  const next = await issue()
  const faults: (() => void)[] = [
    () => writeFileSync(cert, next.cert),
    () => writeFileSync(cert, next.cert.slice(0, 200)),
    () => writeFileSync(cert, ''),
    () => rmSync(cert),
    () => writeFileSync(key, 'damaged'),
    () => rmSync(key),
    () => writeFileSync(ca, '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'),
    () => writeFileSync(ca, 'nothing'),
    () => writeFileSync(ca, next.cert),
    () => rmSync(ca),
    () => rmSync(join(directory, 'state/tls/ca.key')),
    () => rmSync(join(directory, 'state/cluster.json')),
  ]
  const good = { cert: await read(cert), key: await read(key) }
  const kept = ['tls/ca.key', 'cluster.json'].map((name) => join(directory, 'state', name))
  for (const file of kept) copyFileSync(file, `${file}.kept`)
  const trusted = live.current().trusted
  for (const [at, spoil] of faults.entries()) {
    spoil()
    expect([at, await live.look(), await shown()]).toEqual([at, false, before])
    expect(live.current().trusted).toBe(trusted)
    put(good)
    writeFileSync(ca, authority.cert)
    for (const file of kept) copyFileSync(`${file}.kept`, file)
  }
  expect(results).toEqual(faults.map(() => 'refused'))
  put(next)
  expect(await live.look()).toBe(true)
  expect(await shown()).not.toBe(before)
})

async function read(file: string): Promise<string> {
  return (await import('node:fs/promises')).readFile(file, 'utf8')
}
