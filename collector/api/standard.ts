// The services that every gRPC tool knows: health, and reflection for those who explore.
import { fileURLToPath } from 'node:url'
import type { Server } from '@grpc/grpc-js'
import { loadSync } from '@grpc/proto-loader'
import { ReflectionService } from '@grpc/reflection'
import { HealthImplementation } from 'grpc-health-check'

const contract = fileURLToPath(new URL('../../proto', import.meta.url))
const files = ['merlon/v1/agent.proto', 'merlon/v1/report.proto']

/** Answers for any server: made of the contract once. */
let reflection: ReflectionService | undefined

/** Adds `grpc.health.v1.Health` and reflection. The returned function says whether they are served, at first they are. */
export function addStandardServices(server: Server, names: readonly string[]): (serving: boolean) => void {
  const services = ['', ...names.map((name) => `merlon.v1.${name}`)]
  const health = new HealthImplementation(Object.fromEntries(services.map((name) => [name, 'SERVING' as const])))
  health.addToServer(server)
  reflection ??= new ReflectionService(loadSync(files, { includeDirs: [contract] }))
  reflection.addToServer(server)
  return (serving) => {
    for (const name of services) health.setStatus(name, serving ? 'SERVING' : 'NOT_SERVING')
  }
}
