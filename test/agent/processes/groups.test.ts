import { expect, test } from 'vitest'
import { attribute } from '../../../agent/processes/attribution.ts'
import { absoluteGroups, movedTo } from '../../../agent/processes/groups.ts'

const pod = '7d0c2b44-93d5-4c3e-8f8b-5b1f7f0a6a12'
const [own, other] = ['a'.repeat(64), 'b'.repeat(64)]
const agent = `/kubepods/burstable/pod11111111-1111-1111-1111-111111111111/${own}`

test.each([
  ['itself', '0::/', agent],
  ['of the same class', `0::/../../pod${pod}/${other}`, `/kubepods/burstable/pod${pod}/${other}`],
  ['of another class', `0::/../../../besteffort/pod${pod}/${other}`, `/kubepods/besteffort/pod${pod}/${other}`],
  ['of the host', '0::/../../../../system.slice/ssh.service', '/system.slice/ssh.service'],
  ['the first process', '0::/../../../..', '/'],
  ['one that is gone', `0::/../../pod${pod}/${other} (deleted)`, `/kubepods/burstable/pod${pod}/${other}`],
])('relative to the agent’s own group: %s', (_, text, expected) => {
  expect(absoluteGroups(text, agent)).toBe(`0::${expected}`)
})

test('where the own group is hidden or the root, and on version 1, the text stays', () => {
  for (const [text, group] of [
    ['0::/../../x', undefined],
    ['0::/x', '/'],
    ['4:pids:/x', agent],
  ] as const)
    expect(absoluteGroups(text, group)).toBe(text)
})

test('a process that is moved changes the line of that hierarchy alone', () => {
  const groups = '9:name=systemd:/a\n8:pids:/b\n0::/c'
  expect(movedTo(groups, 8, '/x')).toBe('9:name=systemd:/a\n8:pids:/x\n0::/c')
  expect(movedTo(groups, 0, '/x')).toBe('9:name=systemd:/a\n8:pids:/b\n0::/x')
  expect(movedTo('', 0, '/x')).toBe('0::/x')
  expect(movedTo('8:pids:/b', 3, '/x')).toBe('8:pids:/b\n3:unknown:/x')
})

test('a group whose name holds a line end moves nobody elsewhere', () => {
  const forged = movedTo('0::/a', 0, `/evil\n0::/kubepods/pod${pod}/${other}`)
  expect(forged.split('\n')).toHaveLength(1)
  expect(attribute(forged).place).not.toBe('unknown')
})
