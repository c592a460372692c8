import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { build } from 'vite'
import { onTestFinished } from 'vitest'
import type { EventSource } from '../../collector/api/events.ts'
import { buildHttp } from '../../collector/api/http.ts'
import { summaryOf } from '../../collector/clusters.ts'
import type { RulePack } from '../../collector/judge/pack.ts'
import type { Profiles } from '../../collector/profiles.ts'
import { NotFoundError } from '../../collector/report/source.ts'
import { memoryLogins } from '../support/logins.ts'
import { noProfiles } from '../support/profiles.ts'
import { type FakeCluster, now } from './given.ts'

/** Builds the page as it is shipped into a directory of its own. */
export async function buildPage(): Promise<{ directory: string; remove(): void }> {
  const directory = mkdtempSync(join(tmpdir(), 'merlon-web-'))
  const configFile = fileURLToPath(new URL('../../vite.config.ts', import.meta.url))
  await build({ configFile, logLevel: 'error', build: { outDir: directory } })
  return { directory, remove: () => rmSync(directory, { recursive: true, force: true }) }
}

const pack: RulePack = { version: '0.1.0', rules: [], disabled: [], changes: [] }

export interface Served {
  readonly url: string
  /** A link that opens the page once. */
  link(): string
  /** Ends every session. */
  forget(): void
  stop(): Promise<void>
}

const noEvents: EventSource = { list: async () => ({ events: [] }) }

interface Serving {
  readonly port?: number
  readonly profiles?: Profiles
  readonly events?: EventSource
  /** Further clusters by name. */
  readonly further?: Readonly<Record<string, FakeCluster>>
}

/** The real HTTP API with the built page over a fake cluster, on a free loopback port until the test ends. */
export async function serve(
  cluster: FakeCluster,
  web: string,
  { port = 0, profiles = noProfiles, events = noEvents, further = {} }: Serving = {},
): Promise<Served> {
  let logins = memoryLogins()
  const app = await buildHttp({
    ...{ reports: cluster.reports, events, profiles, pack },
    clusters: clustersOf({ 'production-eu-1': cluster, ...further }, { events, profiles }),
    logins: {
      createToken: (lifetime) => logins.createToken(lifetime),
      redeem: (token) => logins.redeem(token),
      holds: (session) => logins.holds(session),
    },
    subscribe: cluster.subscribe,
    log: { error: () => undefined },
    web,
  })
  const url = await app.listen({ host: '127.0.0.1', port })
  const stop = () => app.close()
  onTestFinished(stop)
  return {
    url,
    link: () => `${url}/login?token=${logins.token()}`,
    forget: () => {
      logins = memoryLogins()
    },
    stop,
  }
}

function clustersOf(
  fakes: Readonly<Record<string, FakeCluster>>,
  rest: { readonly events: EventSource; readonly profiles: Profiles },
): NonNullable<Parameters<typeof buildHttp>[0]['clusters']> {
  const all = Object.entries(fakes).map(([name, { reports }], at) => ({ id: `c${at || ''}`, name, reports, ...rest }))
  const own = all[0] as (typeof all)[number]
  const find = (nameOrId: string) => {
    const found = all.find(({ id, name }) => id === nameOrId || name === nameOrId)
    if (!found) throw new NotFoundError(`no cluster ${nameOrId}; there are ${all.map(({ name }) => name).join(', ')}`)
    return found
  }
  return { own, all, find, summaries: () => Promise.all(all.map(summaryOf)) }
}

export interface Opened {
  readonly page: Page
  /** Errors, warnings and refusals of the content security policy that the page caused. */
  readonly complaints: string[]
}

/** A new browser profile at the link, at the moment of the report, closed when the test ends. */
export async function open(browser: Browser, link: string, scheme: 'light' | 'dark' = 'light'): Promise<Opened> {
  const context = await browser.newContext({
    viewport: { width: 1400, height: 900 },
    colorScheme: scheme,
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
  })
  onTestFinished(() => context.close())
  context.setDefaultTimeout(60_000)
  const page = await context.newPage()
  await page.clock.setFixedTime(now)
  const complaints: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  await page.goto(link)
  return { page, complaints }
}
