// Components that are part of another program: the distributions that do so, one a file.
import type { Host } from '../../host/host.ts'
import type { Read } from '../inspector.ts'
import type { EmbeddedComponent } from './arguments.ts'
import { k3sPrograms, k3sReads } from './k3s/state.ts'
import { k3sComponent } from './k3s.ts'
import { kubelite, microk8sComponent, microk8sReads } from './microk8s.ts'

const distributions = [k3sComponent, microk8sComponent]

/** What finding them reads. */
export const embeddedReads: readonly Read[] = [...k3sReads, ...microk8sReads]

/** Programs that hold components: their start or end changes what is seen of these. */
export const embeddingProcesses: readonly string[] = [...k3sPrograms, kubelite]

/** The component (`kubelet`, `kube-apiserver`, …) that is part of another program; nothing where none is. */
export async function embeddedComponent(host: Host, program: string): Promise<EmbeddedComponent | undefined> {
  for (const find of distributions) {
    const found = await find(host, program)
    if (found) return found
  }
  return undefined
}
