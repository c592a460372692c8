import { expect, test } from 'vitest'
import { openHost } from '../../../../agent/host/host.ts'
import { changedSinceStart } from '../../../../agent/inspect/kubelet/changed.ts'
import { bootTime, makeHost } from '../../../support/host.ts'

const started = (bootTime + 100) * 1000
const startFile = '/d/00-k3s-defaults.conf'
const fileOf = (path: string, after: number) => ({ path, role: 'drop-in', mtime: started + after * 1000 }) as const

function changed(after: number, written?: number) {
  const [process] = openHost(makeHost({ processes: [{ pid: 7, argv: ['/usr/bin/kubelet'] }] })).proc.named('kubelet')
  if (!process) throw new Error('no process')
  const file = fileOf('/d/10.conf', after)
  const files = written === undefined ? [file] : [fileOf(startFile, written), file]
  return changedSinceStart(file, files, process, written === undefined ? undefined : startFile)
}

test.each<[string, number, number | undefined, boolean | undefined]>([
  ['before the start', -10, undefined, false],
  ['as the clocks are exact', 1, undefined, false],
  ['after the start', 3, undefined, true],
  ['before the start of the program and of the kubelet', -10, 20, false],
  ['before the kubelet within started', 15, 20, false],
  ['after the kubelet within started', 30, 20, true],
  ['before the start, whatever happened to the first file later', -10, 5000, false],
  ['after the start, and the first file too late for one', 30, 5000, undefined],
  ['after the start, and the first file is an old one', 30, -10, true],
])('a file that changed %s', (_, after, written, expected) => {
  expect(changed(after, written).value).toBe(expected)
})

test('where it tells the start, the first file is the source', () => {
  expect(changed(30, 20)).toEqual({ source: `modification times of /d/10.conf and ${startFile}`, value: true })
  expect(changed(30, 5000)).toEqual({
    source: 'modification time of /d/10.conf, start of process 7',
    unknown: `${startFile} is written when the kubelet starts, or was changed later`,
  })
})
