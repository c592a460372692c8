// Where the API server of this node writes its audit log.
import type { Host } from '../host/host.ts'
import { absent, failed, type Look, seen, why } from '../host/look.ts'
import { textValues } from '../inspect/components.ts'
import { runningComponents } from '../inspect/controlplane/running.ts'
import { embeddedRunning } from '../inspect/embedded/running.ts'
import { sightOf } from '../inspect/sight.ts'

const flag = 'audit-log-path'

/** The log as the host has it; absent where no API server runs here, or it writes none to a file. */
export async function locateAuditLog(host: Host): Promise<Look<string>> {
  const [own] = runningComponents(host, 'kube-apiserver')
  const running = own ?? (await embeddedRunning(host, 'kube-apiserver'))
  if (!running) return absent
  const { args, process } = running
  if (args.status !== 'observed') return { ...args, reason: `command line of process ${process.pid}: ${why(args)}` }
  const written = textValues(args.value, [flag]).get(flag) ?? ''
  // A dash is the standard output.
  if (written === '' || written === '-') return absent
  const place = sightOf(host, process).place(written)
  if ('gap' in place) return failed(`${place.gap.path}: ${place.gap.reason}`)
  return place.unseen === undefined ? seen(place.path) : failed(`${place.path}: ${place.unseen}`)
}
