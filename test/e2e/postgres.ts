// A PostgreSQL on a node: Debian's programs, TLS with an authority of its own, a user with a password.
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { debianPackage } from '../support/debian.ts'
import { issue } from '../support/pki.ts'
import type { Cluster } from './cluster.ts'

/** Suite of the nodes' Debian, and the version of PostgreSQL in it. */
const suite = 'bookworm'
const version = 15
const home = '/tmp/merlon-e2e-postgres'
const asOwner = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', 'env', `HOME=${home}`]

export interface NodePostgres {
  /** URL of an empty database, without its query. */
  readonly url: string
  /** Certificate of the authority that signed the server's. PEM. */
  readonly authority: string
  stop(): Promise<void>
}

/** Starts it on a node. What an earlier run left is gone. */
export async function startOnNode(cluster: Cluster, node: string): Promise<NodePostgres> {
  const address = await addressOf(cluster, node)
  const shell = (script: string, input?: string | Buffer) =>
    cluster.on(node, ['sh', '-ec', script], input === undefined ? {} : { input })
  const stop = async () => {
    await shell(`[ -f ${home}/data/postmaster.pid ] && kill -INT "$(head -1 ${home}/data/postmaster.pid)" || true`)
    await shell(`while [ -f ${home}/data/postmaster.pid ]; do sleep 0.2; done; rm -rf ${home}`)
  }
  await stop()
  const files = debianPackage(`postgresql-${version}`, suite)
  const archive = execFileSync('tar', ['-C', files, '-c', '--dereference', 'usr/lib', 'usr/share/postgresql'], {
    maxBuffer: 2 ** 30,
  })
  await shell(`mkdir -p ${home} && chmod 711 ${home} && tar -C ${home} -x`, archive)
  const password = randomBytes(16).toString('hex')
  const authority = await issue({ name: 'CN=database authority', ca: true })
  const server = await issue({ name: 'CN=database', by: authority, usages: ['serverAuth'], hosts: [address] })
  await shell(`cat > ${home}/password`, password)
  await shell(`cat > ${home}/server.crt`, server.cert)
  await shell(`cat > ${home}/server.key`, server.key)
  await shell(`mkdir ${home}/data ${home}/run && chown -R 65534:65534 ${home} && chmod 600 ${home}/server.key`)
  const program = (name: string) =>
    [...asOwner, `LD_LIBRARY_PATH=$(echo ${home}/usr/lib/*-linux-gnu)`, `${bin}/${name}`].join(' ')
  const owner = `-U merlon --pwfile=${home}/password --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8`
  await shell(
    `${program('initdb')} -D ${home}/data ${owner} > ${home}/initdb.log 2>&1 || { cat ${home}/initdb.log; exit 1; }`,
  )
  await shell(`echo 'hostssl all all 0.0.0.0/0 scram-sha-256' >> ${home}/data/pg_hba.conf`)
  const settings = [
    ...['listen_addresses=*', `unix_socket_directories=${home}/run`, 'ssl=on'],
    ...[`ssl_cert_file=${home}/server.crt`, `ssl_key_file=${home}/server.key`],
  ].flatMap((each) => ['-c', `'${each}'`])
  const single = `${program('postgres')} --single -D ${home}/data postgres > ${home}/single.log 2>&1`
  await shell(`cd ${home} && echo 'create database merlon' | ${single}`)
  await shell(
    `cd ${home}; setsid ${program('postgres')} -D ${home}/data ${settings.join(' ')} > ${home}/log 2>&1 < /dev/null &`,
  )
  await shell(`until grep -q 'ready to accept connections' ${home}/log; do sleep 0.2; done`)
  return { url: `postgres://merlon:${password}@${address}:5432/merlon`, authority: authority.cert, stop }
}

const bin = `${home}/usr/lib/postgresql/${version}/bin`

async function addressOf(cluster: Cluster, node: string): Promise<string> {
  type Addressed = { status: { addresses: { type: string; address: string }[] } }
  const { status } = await cluster.get<Addressed>(['node', node])
  const found = status.addresses.find(({ type }) => type === 'InternalIP')
  if (!found) throw new Error(`${node} has no address`)
  return found.address
}
