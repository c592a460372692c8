// Where a fact says that something belongs; the fact of containers tells the names of pods.
import type { ContainersFact } from '../../proto/index.ts'
import type { Place } from './key.ts'

type Container = NonNullable<ContainersFact['items']>[number]

/** The containers of a node by their id. */
export type ContainersById = ReadonlyMap<string, Container>

export function containersById(fact: ContainersFact | null | undefined): ContainersById {
  return new Map((fact?.items ?? []).map((each) => [each.id ?? '', each]))
}

/** The place of what runs in this unit, or in this container of this pod. Names that nothing tells are empty. */
export function factPlace(
  { unit = '', pod = '', container = '' }: { unit?: string; pod?: string; container?: string },
  containers: ContainersById,
): Place {
  const known = containers.get(container)
  const isNamed = known !== undefined && known.podName !== '' && known.pod === pod
  return {
    // Without either, it is not known to be the host's.
    place: pod ? 'pod' : unit ? 'host' : 'unknown',
    ...{ unit, podUid: pod, containerId: container },
    ...{ namespace: (isNamed && known.namespace) || '', pod: (isNamed && known.podName) || '' },
    // Names in Kubernetes hold no slash: the last part of `namespace/owner/container`.
    ...{ container: (isNamed && known.name?.split('/')[2]) || '', image: (isNamed && known.image) || '' },
  }
}
