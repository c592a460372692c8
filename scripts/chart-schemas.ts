// JSON Schemas of the Kubernetes API for kubeconform, made of the OpenAPI document that each version of Kubernetes carries in
// its Go module.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const cache = resolve(fileURLToPath(import.meta.url), '../../.cache/kubernetes-schemas')

type Schema = Record<string, unknown> & {
  readonly properties?: Readonly<Record<string, Schema>>
  readonly 'x-kubernetes-group-version-kind'?: readonly { group: string; version: string; kind: string }[]
}
type Definitions = Readonly<Record<string, Schema>>

/** Directory with a schema for each kind of Kubernetes `version`, for example `1.36.3`; made where it is not there. Throws without Go. */
export function schemasOf(version: string): string {
  const directory = join(cache, version)
  if (existsSync(directory)) return directory
  const answer = execFileSync('go', ['mod', 'download', '-json', `k8s.io/kubernetes@v${version}`], { encoding: 'utf8' })
  const { Dir } = JSON.parse(answer) as { Dir: string }
  const { definitions } = JSON.parse(readFileSync(join(Dir, 'api/openapi-spec/swagger.json'), 'utf8')) as {
    definitions: Definitions
  }
  const work = `${directory}.${process.pid}`
  mkdirSync(work, { recursive: true })
  for (const [name, definition] of Object.entries(definitions))
    for (const { group, version: api, kind } of definition['x-kubernetes-group-version-kind'] ?? [])
      writeFileSync(join(work, fileName(group, api, kind)), JSON.stringify(closedOver(name, definitions)))
  renameSync(work, directory)
  return directory
}

/** As kubeconform's `{{.ResourceKind}}{{.KindSuffix}}.json`. */
function fileName(group: string, version: string, kind: string): string {
  return [kind, ...(group === '' ? [] : [group.split('.')[0]]), version].join('-').toLowerCase().concat('.json')
}

/** A definition with all that it refers to. */
function closedOver(name: string, definitions: Definitions): object {
  const found = new Set([name])
  for (const each of found)
    for (const [, next = ''] of JSON.stringify(definitions[each]).matchAll(/"\$ref":"#\/definitions\/([^"]+)"/g))
      found.add(next)
  return {
    $ref: `#/definitions/${name}`,
    definitions: Object.fromEntries([...found].map((each) => [each, strict(each, definitions[each] as Schema)])),
  }
}

/** Names that the API does not know are errors; two types are written in more than one way. */
function strict(name: string, schema: Schema): Schema {
  if (name.endsWith('.IntOrString')) return { type: ['string', 'integer'] }
  if (name.endsWith('.Quantity')) return { type: ['string', 'number'] }
  return schema.properties === undefined ? schema : { ...schema, additionalProperties: false }
}
