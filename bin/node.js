// What runs before anything is installed, on whatever Node.js the machine has: installs what the lock file says, and
// hands over to the Node.js that it pins.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(realpathSync(fileURLToPath(import.meta.url))))
const marker = join(root, 'node_modules/.merlon-installed')

/** The pinned binary from the platform's package, which npm chose by its `os` and `cpu`; undefined before an install. */
export function pinnedNode() {
  const { optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const binary = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node'
  return Object.keys(optionalDependencies)
    .map((name) => join(root, 'node_modules', name, binary))
    .find((path) => existsSync(path))
}

/**
 * Installs when the lock file is another one than at the last install. `npm ci` would refuse a lock file that lacks the
 * packages of platforms which the registry in use does not carry; this takes the locked versions and leaves the file alone.
 */
export function install() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  if (pinnedNode() && existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return
  process.stderr.write('Installing the packages of package-lock.json …\n')
  const npm = process.env.npm_execpath
  const [command, args] = npm ? [process.execPath, [npm]] : [process.platform === 'win32' ? 'npm.cmd' : 'npm', []]
  const done = spawnSync(
    command,
    [...args, 'install', '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'],
    {
      cwd: root,
      stdio: ['ignore', 2, 2],
    },
  )
  if (done.status !== 0) fail('the packages could not be installed; npm said why above')
  if (!pinnedNode()) fail(`there is no pinned Node.js for ${process.platform} on ${process.arch}`)
  writeFileSync(marker, wanted)
}

/** Runs a script on the pinned Node.js; this process ends with its exit code. */
export function handOver(script, args) {
  const node = pinnedNode()
  if (!node) fail('not installed yet; run `npm start` or `npm install` in this checkout')
  const path = [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter)
  const child = spawn(node, [script, ...args], { stdio: 'inherit', env: { ...process.env, PATH: path } })
  // The terminal sends Ctrl-C to both, npm to this process alone: passed on, and taken for one by who gets it twice.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  // npm ends on a signal without a word to what its shell started.
  const parent = process.ppid
  if (process.env.npm_lifecycle_event) setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500).unref()
  child.on('exit', (code, signal) => process.exit(signal ? 130 : (code ?? 2)))
}

function fail(message) {
  process.stderr.write(`merlon: ${message}\n`)
  process.exit(2)
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [script, ...args] = process.argv.slice(2)
  install()
  handOver(join(root, script), args)
}
