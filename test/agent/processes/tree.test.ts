import { expect, test } from 'vitest'
import { childOf, isSame, openTree, unknownNode } from '../../../agent/processes/tree.ts'

test('what ended is forgotten first when there are too many', () => {
  const tree = openTree(3)
  for (const pid of [1, 2, 3]) tree.put(unknownNode(pid))
  const second = tree.get(2)
  if (second) second.exited = 1
  tree.put(unknownNode(4))
  expect([...tree.nodes()].map(({ pid }) => pid)).toEqual([1, 3, 4])
  tree.put(unknownNode(5))
  expect([...tree.nodes()].map(({ pid }) => pid)).toEqual([3, 4, 5])
  expect(tree.evicted).toBe(2)
})

test('a pid that is used again is one process', () => {
  const tree = openTree()
  tree.put({ ...unknownNode(7), start: 1 })
  tree.put({ ...unknownNode(7), start: 2 })
  expect([tree.size, tree.get(7)?.start]).toEqual([1, 2])
})

test('a chain of makers has an end', () => {
  let node = unknownNode(1)
  for (let pid = 2; pid < 100; pid += 1) node = childOf(node, pid, pid)
  expect(node.creators.map(({ pid }) => pid)).toEqual([98, 97, 96, 95, 94, 93, 92, 91])
})

test('a start that is known exactly has no slack', () => {
  const node = { ...unknownNode(7), start: 100 }
  expect([isSame(node, 101), isSame(node, 99)]).toEqual([false, true])
  expect([isSame(node, 100), isSame(node, 99)]).toEqual([false, true])
  expect(isSame(unknownNode(8), 5)).toBe(true)
})

test('threads are known until they end', () => {
  const tree = openTree()
  tree.putThread(9, 7)
  expect(tree.processOf(9)).toBe(7)
  tree.dropThread(9)
  expect(tree.processOf(9)).toBeUndefined()
})
