import type { Host } from '../../host/host.ts'
import { seen } from '../../host/look.ts'
import type { Running } from '../controlplane/running.ts'
import { toldBy } from './arguments.ts'
import { embeddedComponent } from './components.ts'

/** A component that is part of another program, as one that runs by itself; nothing where none is. */
export async function embeddedRunning(host: Host, program: string): Promise<Running | undefined> {
  const found = await embeddedComponent(host, program)
  if (!found) return undefined
  const { process, args, warnings, unsure } = found
  if (args.status !== 'observed') return { process, args }
  const told = toldBy(args.value)
  return { process, args: seen(told.args), told, warnings, ...(unsure && { unsure }) }
}
