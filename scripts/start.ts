// `npm start`: builds the page when its sources are newer than the last build, then runs `merlon start`.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { main } from '../collector/cli/main.ts'

const root = resolve(fileURLToPath(import.meta.url), '../..')
const marker = join(root, 'dist/web/.sources')

/** Hash of all that the page is made from. */
function sources(): string {
  const web = join(root, 'collector/web')
  const names = readdirSync(web, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const files = names.map((entry) => join(entry.parentPath, entry.name)).sort()
  const hash = createHash('sha256')
  for (const file of [...files, join(root, 'vite.config.ts'), join(root, 'package-lock.json')])
    hash.update(readFileSync(file))
  return hash.digest('hex')
}

/** Builds `dist/web` unless it is current. */
export async function buildPage(): Promise<void> {
  const wanted = sources()
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return
  process.stderr.write('Building the page …\n')
  const { build } = await import('vite')
  await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'error' })
  writeFileSync(marker, wanted)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await buildPage()
  } catch (error) {
    process.stderr.write(`merlon: the page could not be built, the rest works: ${(error as Error).message}\n`)
  }
  await main(['start', ...process.argv.slice(2)])
}
