import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Running, start } from '../support/cli.ts'
import { eventually, temporary } from '../support/collector.ts'

// JavaScript, because it runs on whatever Node.js a machine has: it has no declarations.
const { pinnedNode, root } = (await import(new URL('../../bin/node.js', import.meta.url).href)) as {
  pinnedNode(): string | undefined
  root: string
}

/** A script that is handed over to the pinned Node.js, as an older one does. */
function handedOver(script: string, args: readonly string[] = []): Running {
  const directory = temporary()
  const [child, parent] = [join(directory, 'child.mjs'), join(directory, 'parent.mjs')]
  writeFileSync(child, script)
  const helper = JSON.stringify(join(root, 'bin/node.js'))
  writeFileSync(
    parent,
    `import { handOver } from ${helper}\nhandOver(${JSON.stringify(child)}, process.argv.slice(2))\n`,
  )
  return start(args, { file: parent })
}

test('the pinned Node.js is the one that runs', () => {
  expect(pinnedNode()).toMatch(/node_modules\/node-[a-z0-9-]+\/bin\/node$/)
  expect(Number(process.versions.node.split('.')[0])).toBeGreaterThanOrEqual(26)
})

test('arguments, both outputs and the exit code are passed on', async () => {
  const script = `console.log(process.argv.slice(2).join('|'), process.execPath); console.error('e'); process.exitCode = 7`
  const { code, stdout, stderr } = await handedOver(script, ['a b', '--c', '']).ended
  expect([code, stdout, stderr]).toEqual([7, `a b|--c| ${pinnedNode()}\n`, 'e\n'])
})

test('what is to be run finds the tools of this checkout first', async () => {
  const { stdout } = await handedOver(`console.log(process.env.PATH.split(':')[0])`).ended
  expect(stdout).toBe(`${join(root, 'node_modules/.bin')}\n`)
})

const waits = `process.once('SIGTERM', () => { console.log('asked to stop'); process.exit(0) }); console.log('ready'); setInterval(() => {}, 1000)`

test('a signal to stop is passed on, and the end is waited for', async () => {
  const running = handedOver(waits)
  await eventually(running.stdout, (text) => text === 'ready\n')
  running.child.kill('SIGTERM')
  expect(await running.ended).toEqual({ code: 0, stdout: 'ready\nasked to stop\n', stderr: '' })
})

test('an end by a signal is no good end', async () => {
  const { code } = await handedOver(`process.kill(process.pid, 'SIGKILL')`).ended
  expect(code).toBe(130)
})
