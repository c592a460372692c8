import type { ProcessObservation } from '../../agent/processes/observation.ts'

/** A start of a program, as the follower tells of it. */
export function observation(over: Partial<ProcessObservation> = {}): ProcessObservation {
  return {
    ...{ time: '2026-11-21T10:00:00.000Z', pid: 50, start: 7, filename: '/bin/a', path: '/bin/a', layerReason: '' },
    ...{ creators: [{ pid: 4, path: '/bin/sh' }], pathSource: 'process', layer: 'host-packaged', script: undefined },
    ...{ digest: `sha256:${'ab'.repeat(32)}`, digestNote: '', package: '', uid: 0, uidSource: 'read' },
    ...{ capabilities: '000001ffffffffff', rights: [], inlineScript: false, attribution: 'read', session: false },
    ...{ place: { place: 'host', unit: 'cron.service', pod: '', container: '' } },
    ...{ name: { namespace: '', pod: '', container: '' } },
    ...{ commandLine: ['a', '-x'], commandLineCut: false, signals: [] },
    ...over,
  }
}

/** The same in a container of a pod, whose names the node tells or not. */
export function inPod(over: Partial<ProcessObservation> = {}, isNamed = true): ProcessObservation {
  return observation({
    place: { place: 'pod', unit: '', pod: 'uid-1', container: 'c1' },
    name: isNamed ? { namespace: 'shop', pod: 'web-0', container: 'app' } : { namespace: '', pod: '', container: '' },
    ...over,
  })
}
