import type { EtcdFact, Setting } from '../../../proto/index.ts'
import { byPath, known, unknown } from '../../../proto/value.ts'
import type { Fields } from '../kubelet/sourced.ts'
import { conclusionsOf, endpointsOf, type Placed } from './conclusions.ts'

/** What the settings of an etcd say, and what follows. @param place tells where the host has a directory of etcd */
export function factOf(settings: Fields, place: (path: string) => Placed): EtcdFact {
  return {
    settings: settingsOf(settings),
    endpoints: endpointsOf(settings),
    conclusions: conclusionsOf(settings, place),
  }
}

function settingsOf(fields: Fields): Setting[] {
  return byPath(
    [...fields].map(([path, { value = '', unknown: reason, source, overridden }]) =>
      reason === undefined ? known(path, value, { source, overridden }) : unknown(path, reason, source),
    ),
  )
}
