import { Metadata, type sendUnaryData, status } from '@grpc/grpc-js'
import { expect, test } from 'vitest'
import { byCluster, clusterHeader } from '../../../collector/api/bycluster.ts'
import { NotFoundError } from '../../../collector/report/source.ts'

const [own, west] = ['own', 'Westküste']
const service = byCluster(
  {
    ...{ own, all: [own, west] },
    find: (name) => {
      if (name === '') return own
      if (name === west) return west
      throw new NotFoundError(`no cluster ${name}`)
    },
  },
  (cluster) => ({
    Get: (_call: unknown, done: sendUnaryData<string>) => done(null, cluster),
    follow: (call: { emit(event: string, value: unknown): void }) => call.emit('data', cluster),
  }),
)

/** What a call says; `header`: the cluster that it names. */
function ask(name: string, header?: string) {
  const metadata = new Metadata()
  if (header !== undefined) metadata.set(clusterHeader, Buffer.from(header))
  const said: unknown[] = []
  const call = { metadata, emit: (event: string, value: unknown) => said.push([event, value]) }
  const handler = service[name] as unknown as (call: unknown, done?: (...given: unknown[]) => void) => void
  handler(call, name === 'Get' ? (error, answer) => said.push(error ?? answer) : undefined)
  return said
}

test('a call is answered for the cluster that it names, else for the own one', () => {
  expect(ask('Get')).toEqual([own])
  expect(ask('Get', '')).toEqual([own])
  expect(ask('Get', west)).toEqual([west])
  expect(ask('follow', west)).toEqual([['data', west]])
})

test('a call about a cluster that there is not is refused, a stream too', () => {
  const refusal = { code: status.NOT_FOUND, details: 'no cluster east' }
  expect(ask('Get', 'east')).toMatchObject([refusal])
  expect(ask('follow', 'east')).toMatchObject([['error', refusal]])
})
