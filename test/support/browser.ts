import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import packaged, { inflate } from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

/** Where the unpacked browser is kept between runs. */
const cache = fileURLToPath(new URL('../../.cache/chromium/', import.meta.url))
const home = fileURLToPath(new URL('../../node_modules/@sparticuz/chromium/', import.meta.url))
const installed = '/usr/bin/chromium'

const quiet = [
  ...['--headless', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
]

/**
 * Starts a Chromium without a window: the one in the npm package, else the machine's. Without its sandbox, which many
 * machines forbid to root and to containers: it shows our own page and nothing else. Throws with the reason.
 */
export async function launchBrowser(): Promise<Browser> {
  const own = await launchPackaged().catch((error: Error) => error)
  if (!(own instanceof Error)) return own
  if (!existsSync(installed)) throw own
  return chromium.launch({ executablePath: installed, args: quiet })
}

async function launchPackaged(): Promise<Browser> {
  const files = await unpack()
  return chromium.launch({
    executablePath: join(files, 'chromium'),
    args: quiet,
    env: {
      ...process.env,
      // The package brings the few libraries that a machine without a desktop lacks.
      LD_LIBRARY_PATH: join(files, 'al2023/lib'),
      FONTCONFIG_FILE: join(files, 'fonts.conf'),
    },
  })
}

/** The package unpacks into the directory for temporary files, where others may write: this keeps it apart, and whole. */
async function unpack(): Promise<string> {
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string }
  const directory = join(cache, version)
  if (existsSync(directory)) return directory
  mkdirSync(cache, { recursive: true })
  const work = mkdtempSync(join(cache, '.work-'))
  const before = process.env['TMPDIR']
  try {
    process.env['TMPDIR'] = work
    await packaged.executablePath()
    await inflate(join(home, 'bin/al2023.tar.br'))
    writeFileSync(join(work, 'fonts.conf'), fontsConfiguration(directory))
    if (!existsSync(directory)) renameSync(work, directory)
    return directory
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
    rmSync(work, { recursive: true, force: true })
  }
}

/** The package's font first, so that the page looks the same everywhere; the machine's for what it lacks. */
function fontsConfiguration(directory: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${directory}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${directory}/fonts-cache</cachedir>
  <alias binding="strong"><family>system-ui</family><prefer><family>Open Sans</family></prefer></alias>
  <alias binding="strong"><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias>
  <alias binding="strong"><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
</fontconfig>
`
}
