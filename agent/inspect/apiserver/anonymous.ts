// Whether requests without credentials are served (pkg/kubeapiserver/options/authentication.go): by --anonymous-auth, or
// by the field `anonymous` of --authentication-config.
import type { View } from '../controlplane/component.ts'
import {
  boolOf,
  type ConfigKind,
  fieldOf,
  itemsOf,
  type ObjectNode,
  objectOf,
  readConfig,
  textOf,
} from '../controlplane/configfile.ts'
import { DoesNotLoad, type Sourced } from '../kubelet/sourced.ts'
import { textsOf } from './authorization.ts'

const authenticationKind: ConfigKind = {
  kind: 'AuthenticationConfiguration',
  versions: /^apiserver\.config\.k8s\.io\/v1((alpha|beta)1)?$/,
  names: ['jwt', 'anonymous'],
}

export interface Anonymous {
  /** `refused`, `some paths` or `allowed`. */
  readonly requests: Sourced
  /** The paths, where it is some. */
  readonly paths: Sourced
}

/** What holds for anonymous requests, from flags and file. */
export async function anonymousRequests(view: View): Promise<Anonymous> {
  const config = view.fields.get('authentication-config') as Sourced
  if (config.unknown) return unknownOf(config, config.unknown)
  if (config.value === '') return ofFlags(view)
  const file = await readConfig(view, config, authenticationKind)
  if ('unknown' in file) return unknownOf(config, file.unknown)
  const node = fieldOf(file.root, 'anonymous')
  if (!node) return ofFlags(view)
  const flag = view.fields.get('anonymous-auth') as Sourced
  const anonymous = objectOf(node, file.root.path, ['enabled', 'conditions'])
  if (flag.set)
    throw new DoesNotLoad(
      `${flag.source}: --anonymous-auth flag cannot be set when anonymous field is configured in ${anonymous.source}`,
    )
  return ofFile(anonymous, view)
}

function unknownOf({ source }: Sourced, reason: string): Anonymous {
  const field: Sourced = { value: undefined, unknown: reason, source, set: false, overridden: [] }
  return { requests: field, paths: field }
}

function answer(requests: string, paths: readonly string[], source: string): Anonymous {
  const common = { source, set: true, overridden: [] }
  return { requests: { value: requests, ...common }, paths: { value: paths, ...common } }
}

/** Where the flags alone decide, the mode AlwaysAllow (given or by default) has the API server refuse anonymous requests. */
function ofFlags({ fields, warnings }: View): Anonymous {
  const flag = fields.get('anonymous-auth') as Sourced
  const [mode, config] = [fields.get('authorization-mode') as Sourced, fields.get('authorization-config') as Sourced]
  if (flag.unknown) return unknownOf(flag, flag.unknown)
  if (flag.value === false) return answer('refused', [], flag.source)
  if (config.unknown) return unknownOf(config, config.unknown)
  if (config.value !== '') return answer('allowed', [], flag.source)
  if (mode.unknown) return unknownOf(mode, mode.unknown)
  if (!textsOf(mode.value).includes('AlwaysAllow')) return answer('allowed', [], flag.source)
  warnings.push('anonymous requests are refused because of the authorization mode AlwaysAllow')
  return answer('refused', [], mode.source)
}

function ofFile(anonymous: ObjectNode, { fields }: View): Anonymous {
  const { source, path } = anonymous
  const gates = fields.get('feature-gates')?.value as Record<string, boolean> | undefined
  if (gates?.['AnonymousAuthConfigurableEndpoints'] === false)
    throw new DoesNotLoad(
      `${source}: anonymous is not supported when AnonymousAuthConfigurableEndpoints feature gate is disabled`,
    )
  const enabled = boolOf(anonymous, 'enabled')
  const paths = itemsOf(anonymous, 'conditions').map((item) => textOf(objectOf(item, path, ['path']), 'path'))
  if (!enabled && paths.length > 0)
    throw new DoesNotLoad(`${source}: enabled should be set to true when conditions are defined`)
  if (!enabled) return answer('refused', [], source)
  return answer(paths.length > 0 ? 'some paths' : 'allowed', paths, source)
}
