import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { Check } from '../../../agent/doctor/check.ts'
import { merlon } from '../../support/cli.ts'
import { temporary } from '../../support/collector.ts'

const file = fileURLToPath(new URL('../../../agent/cli/main.ts', import.meta.url))

async function doctor(...args: string[]): Promise<{ code: number | string; checks: Map<string, Check> }> {
  const { code, stdout, stderr } = await merlon(['doctor', '--format', 'json', ...args], { file })
  expect(stderr).toBe('')
  const { checks } = JSON.parse(stdout) as { checks: Check[] }
  return { code, checks: new Map(checks.map((check) => [check.name, check])) }
}

test.skipIf(process.platform !== 'linux')('a node that is not mounted, and no collector: two failures', async () => {
  const { code, checks } = await doctor('--root', temporary(), '--ca', '/nonexistent/ca.crt')
  expect(code).toBe(1)
  expect(checks.get('files of the node')).toMatchObject({
    status: 'fail',
    text: expect.stringMatching(/\/etc: does not exist, /),
  })
  expect(checks.get('collector')).toMatchObject({
    status: 'fail',
    text: expect.stringMatching(/^\/nonexistent\/ca\.crt: /),
  })
  expect(checks.get('spool')).toMatchObject({ status: 'warn' })
})

test.skipIf(process.platform !== 'linux')('the spool is looked at where the agent would', async () => {
  const directory = temporary()
  mkdirSync(join(directory, 'node'))
  writeFileSync(join(directory, 'ring'), Buffer.alloc(2 * 1024 * 1024))
  writeFileSync(join(directory, 'ring.state'), Buffer.alloc(8192))
  expect((await doctor('--spool-file', join(directory, 'ring'))).checks.get('spool')).toMatchObject({ status: 'ok' })
})

test('as text each check is a line, with what to change below', async () => {
  const { stdout } = await merlon(['doctor', '--ca', '/nonexistent/ca.crt'], { file })
  expect(stdout).toMatch(/^fail {4}collector: \/nonexistent\/ca\.crt: .*\n {8}the certificate of /m)
})

test.skipIf(process.platform !== 'linux')('`merlon doctor` says the same', async () => {
  const flags = ['doctor', '--format', 'json', '--root', temporary(), '--ca', '/nonexistent/ca.crt']
  const [own, whole] = [await merlon(flags, { file }), await merlon(flags)]
  expect([whole.code, whole.stderr]).toEqual([1, ''])
  const names = (text: string) =>
    (JSON.parse(text) as { checks: Check[] }).checks.map(({ name, status }) => [name, status])
  expect(names(whole.stdout)).toEqual(names(own.stdout))
  expect(names(own.stdout)).toContainEqual(['clock', 'unknown'])
})
