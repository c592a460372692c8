// What container runtimes write about a container. Its environment, full of secrets, stands in the same files.

/** What a runtime says of a container; empty where it does not. */
export interface ContainerNames {
  readonly namespace: string
  readonly pod: string
  readonly container: string
  readonly image: string
  /** True for the one that holds a pod's namespaces. */
  readonly sandbox: boolean
}

/** Longest name that is taken. */
const maxLength = 300
/** Most containers of Podman that are named. */
const maxContainers = 10_000

/** config.json of the OCI runtime specification, with the annotations of containerd or CRI-O. `undefined`: not understood. */
export function parseBundle(text: string): ContainerNames | undefined {
  const notes = objectOf(objectOf(parsed(text))?.['annotations'])
  if (!notes) return undefined
  const note = (...names: string[]) => names.map((name) => textOf(notes[name])).find((each) => each !== '') ?? ''
  return {
    namespace: note('io.kubernetes.cri.sandbox-namespace', 'io.kubernetes.pod.namespace'),
    pod: note('io.kubernetes.cri.sandbox-name', 'io.kubernetes.pod.name'),
    container: note('io.kubernetes.cri.container-name', 'io.kubernetes.container.name'),
    image: note('io.kubernetes.cri.image-name', 'io.kubernetes.cri-o.ImageName'),
    sandbox: note('io.kubernetes.cri.container-type', 'io.kubernetes.cri-o.ContainerType') === 'sandbox',
  }
}

/** Docker's config.v2.json: the name, and the image as it was asked for. `undefined`: not understood. */
export function parseDockerConfig(text: string): Pick<ContainerNames, 'container' | 'image'> | undefined {
  const config = objectOf(parsed(text))
  if (!config) return undefined
  return {
    container: textOf(config['Name']).replace(/^\//, ''),
    image: textOf(objectOf(config['Config'])?.['Image']),
  }
}

/** containers.json of Podman's storage: name by id. Empty where it is not understood. */
export function parseStorage(text: string): Map<string, string> {
  const list = parsed(text)
  const entries = (Array.isArray(list) ? list.slice(0, maxContainers) : []).map((each: unknown) => {
    const container = objectOf(each)
    const names = container?.['names']
    return [textOf(container?.['id']), textOf(Array.isArray(names) ? names[0] : '')] as const
  })
  return new Map(entries.filter(([id, name]) => id !== '' && name !== ''))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function objectOf(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, maxLength) : ''
}
