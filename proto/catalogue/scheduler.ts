// Flags of kube-scheduler as of 1.36 (cmd/kube-scheduler/app/options), and what follows from several together.
import type { CatalogueEntry } from './catalogue.ts'
import {
  type ComponentFlag,
  commonFlags,
  delegatedFlags,
  electionFlags,
  featureFlags,
  flag,
  type OtherFlag,
  otherFlags,
  servingFlags,
} from './componentflags.ts'

/** Flags of kube-scheduler whose values are sent. */
export const schedulerFlags: readonly ComponentFlag[] = [
  flag('config', 'string', 'Configuration file; with one some flags are ignored.'),
  flag('contention-profiling', 'bool', 'Profiles locks too, where profiling is on.', true),
  flag('kubeconfig', 'string', 'Kubeconfig with which the component speaks to the API server.'),
  flag('leader-elect', 'bool', 'Lets only one of several replicas work.', true),
  flag('master', 'string', 'Address of the API server, instead of that in the kubeconfig.'),
  flag('profiling', 'bool', 'Serves profiles of the running program.', true),
  ...servingFlags(10259, ''),
  ...delegatedFlags(true),
  ...featureFlags,
].sort((a, b) => (a.path < b.path ? -1 : 1))

/** The other ones, which only have to be read past. */
export const schedulerOtherFlags: readonly OtherFlag[] = [
  ...commonFlags,
  ...electionFlags,
  ...otherFlags(`
    kube-api-burst:int32 kube-api-content-type kube-api-qps pod-max-in-unschedulable-pods-duration:duration
    write-config-to
  `),
]

/** What follows for the scheduler from several settings together. */
export const schedulerConclusions: readonly CatalogueEntry[] = [
  {
    path: 'bindScope',
    type: 'string',
    about:
      'How far the address reaches that is served: loopback, wildcard, link-local, private, public, or none where nothing is.',
  },
]
