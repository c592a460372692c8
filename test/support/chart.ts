import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseAllDocuments } from 'yaml'
import { type Variant, variants } from '../../scripts/chart-render.ts'

/** An object of Kubernetes as it is written; what a test asks for it says itself. */
// biome-ignore lint/suspicious/noExplicitAny: what the schemas of Kubernetes say is checked by its own tools.
export type KubernetesObject = any

export interface Rendering {
  readonly variant: Variant
  readonly text: string
  readonly objects: readonly KubernetesObject[]
}

/** Every rendering that is kept. Throws for one that is no YAML, or says a key twice. */
export const renderings: readonly Rendering[] = variants.map((variant) => {
  const text = readFileSync(fileURLToPath(new URL(`../../${variant.file}`, import.meta.url)), 'utf8')
  const documents = parseAllDocuments(text, { uniqueKeys: true })
  const objects = documents.map((each) => {
    const [error] = each.errors
    if (error) throw new Error(`${variant.file}: ${error.message}`)
    return each.toJS()
  })
  return { variant, text, objects: objects.filter((each) => each !== null) }
})

/** The rendering of a variant by the name of its file. */
export function renderingOf(name: string): Rendering {
  const found = renderings.find(({ variant }) => variant.file.endsWith(`/${name}.yaml`))
  if (!found) throw new Error(`no rendering ${name}`)
  return found
}

/** The one object of this kind and name. Throws where there is none. */
export function objectOf({ objects, variant }: Rendering, kind: string, name: string): KubernetesObject {
  const found = objects.filter((each) => each.kind === kind && each.metadata.name === name)
  if (found.length !== 1) throw new Error(`${variant.file}: ${found.length} of ${kind} ${name}`)
  return found[0]
}

/** A pod as a workload makes it. */
export interface PodTemplate {
  /** `FILE KIND/NAME` */
  readonly where: string
  readonly object: KubernetesObject
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
  readonly spec: KubernetesObject
}

/** All pods of a rendering. */
export function podsOf({ objects, variant }: Rendering): PodTemplate[] {
  return objects
    .filter((each) => each.spec?.template?.spec)
    .map((object) => ({
      where: `${variant.file} ${object.kind}/${object.metadata.name}`,
      object,
      labels: object.spec.template.metadata.labels,
      annotations: object.spec.template.metadata.annotations ?? {},
      spec: object.spec.template.spec,
    }))
}

/** All containers of a pod, those that prepare it first. */
export function containersOf({ spec }: PodTemplate): KubernetesObject[] {
  return [...(spec.initContainers ?? []), ...spec.containers]
}
