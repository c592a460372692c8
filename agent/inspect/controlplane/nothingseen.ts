import type { Gap } from '../../../proto/index.ts'
import { absent, type Look, type Unseen } from '../../host/look.ts'

/**
 * What is told of a component of which neither a process nor a manifest is seen. `processes`: what came of listing them;
 * `gaps`: manifests that cannot be read, one of this component may be among them.
 */
export function nothingSeen(component: string, processes: Look<unknown>, gaps: readonly Gap[]): Unseen {
  const [gap] = gaps
  if (gap) {
    const isDenied = gap.reason?.startsWith('permission denied')
    return { status: isDenied ? 'denied' : 'failed', reason: `${gap.path}: ${gap.reason}` }
  }
  if (processes.status !== 'absent') return absent
  return { status: 'failed', reason: `there is no /proc: whether ${component} runs cannot be told` }
}
