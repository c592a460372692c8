import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { printable } from '../../lib/printable.ts'
import { issueNode, openMaterial } from '../identity/material.ts'
import { openDatabase } from '../store/open.ts'
import { type ClientOptions, openClient } from './client.ts'
import { CliError } from './failure.ts'

/** Issues the certificate of a new node and makes it expected. */
export async function addNode(
  name: string,
  options: { out: string; state: string; databaseUrlFile: string },
  out: NodeJS.WriteStream,
): Promise<number> {
  // Said, because a mistyped directory would issue certificates that no collector trusts.
  if (!existsSync(join(options.state, 'cluster.json')))
    process.stderr.write(`No collector has run in ${options.state} so far: a new cluster is made there.\n`)
  else if (!existsSync(join(options.state, 'tls/ca.crt')))
    throw new CliError(
      `${options.state}: the authority of this collector was given to it; \`merlon node join-token\` makes nodes known`,
    )
  const material = await openMaterial(options.state, undefined, [])
  const nodeId = randomUUID()
  // Before it is expected: a node without a certificate could never report.
  await issueNode(material, nodeId, options.out)
  const store = await openDatabase({ ...options, database: '' })
  try {
    await store.putCluster({ id: material.clusterId, name: material.clusterName })
    await store.enrolNode({ clusterId: material.clusterId, nodeId, name, time: Date.now() })
  } finally {
    await store.close()
  }
  const flags = ['ca', 'node', 'node'].map(
    (file, at) => `--${['ca', 'cert', 'key'][at]} ${join(options.out, `${file}.${at === 2 ? 'key' : 'crt'}`)}`,
  )
  out.write(
    `${printable(name)} is ${nodeId}. Copy the files to the node and run there:\n  merlon agent --collector HOST:PORT ${flags.join(' ')}\n`,
  )
  return 0
}

/** Prints a link that opens the page once. */
export async function printLink(options: ClientOptions, out: NodeJS.WriteStream): Promise<number> {
  const client = openClient(options)
  try {
    const { url, expireTime } = await client.loginLink()
    out.write(`${url}\n`)
    process.stderr.write(`It opens once, until ${expireTime.replace(/\.\d+Z/, 'Z')}.\n`)
    return 0
  } finally {
    client.close()
  }
}
