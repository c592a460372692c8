#!/usr/bin/env node
// Runs merlon on the Node.js that the lock file pins, whatever Node.js started this file.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { handOver, pinnedNode, root } from './node.js'

const main = join(root, 'collector/cli/main.ts')
if (pinnedNode() && Number(process.versions.node.split('.')[0]) >= 26) {
  const { main: run } = await import(pathToFileURL(main).href)
  await run(process.argv.slice(2))
} else {
  handOver(main, process.argv.slice(2))
}
