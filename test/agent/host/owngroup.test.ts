import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ownGroup } from '../../../agent/host/owngroup.ts'
import { makeHost } from '../../support/host.ts'

/** A tree of groups of directories: what has the same inode in both trees is the same group. */
function treeWith(group: string): string {
  const tree = join(makeHost({}), 'cgroup')
  for (const path of ['system.slice/a.service', 'kubepods/besteffort', group])
    mkdirSync(join(tree, path), { recursive: true })
  writeFileSync(join(tree, 'cgroup.controllers'), '')
  return tree
}

const elsewhere = 'cgroup:[4026532999]'

test('the own group is found by its inode', () => {
  const tree = treeWith('kubepods/burstable/pod1/c')
  const own = join(tree, 'kubepods/burstable/pod1/c')
  writeFileSync(join(own, 'cgroup.controllers'), '')
  expect(ownGroup(elsewhere, own, tree)).toBe('/kubepods/burstable/pod1/c')
  expect(ownGroup(elsewhere, tree, tree)).toBe('/')
})

test('who sees the machine’s root needs no search; what is not found is not known', () => {
  expect(ownGroup('cgroup:[4026531835]', '/nonexistent', '/nonexistent')).toBe('/')
  expect(ownGroup(elsewhere, treeWith('x'), treeWith('y'))).toBeUndefined()
  expect(ownGroup(elsewhere, '/nonexistent', treeWith('y'))).toBeUndefined()
})
