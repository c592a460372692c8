import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { commandHelp, commandTexts, usage } from '../../../agent/cli/help.ts'

const agentFile = fileURLToPath(new URL('../../../agent/cli/main.ts', import.meta.url))
const agent = (...args: string[]) => spawnSync(process.execPath, [agentFile, ...args], { encoding: 'utf8' })

test('all commands are listed, on lines that fit', () => {
  for (const name of Object.keys(commandTexts)) expect(usage()).toMatch(new RegExp(`^  ${name} `, 'm'))
  for (const line of usage().split('\n')) expect(line.length).toBeLessThanOrEqual(100)
})

test.each(Object.keys(commandTexts))('%s --help says what it does, its flags and an example', (name) => {
  const text = commandHelp(name)
  expect(text).toMatch(new RegExp(`^Usage: agent\\.js ${name}\\b`))
  expect(text).toContain(`Example:\n  agent.js ${name} `)
  for (const flag of Object.keys(commandTexts[name]?.flags ?? {})) expect(text).toContain(`  ${flag}\n`)
  expect(text.includes('  --join-token-file VALUE\n')).toBe(commandTexts[name]?.configured === true)
})

test('help goes to the output with exit code 0, a command that is not there to the errors with 2', () => {
  expect(agent('install', '--help')).toMatchObject({ status: 0, stdout: commandHelp('install'), stderr: '' })
  expect(agent('--help')).toMatchObject({ status: 0, stdout: usage(), stderr: '' })
  expect(agent('instal')).toMatchObject({ status: 2, stdout: '', stderr: usage() })
})
