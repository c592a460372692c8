import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { eventually } from '../support/collector.ts'
import { change, fakeCluster, finding, fortyFindings, hostile } from './given.ts'
import { buildPage, open, serve } from './page.ts'

let browser: Browser
let built: Awaited<ReturnType<typeof buildPage>>
let pictures: string

beforeAll(async () => {
  pictures = mkdtempSync(join(tmpdir(), 'merlon-pictures-'))
  built = await buildPage()
  browser = await launchBrowser()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  built?.remove()
  if (!process.env['KEEP_SCREENSHOTS']) rmSync(pictures, { recursive: true, force: true })
})

const rows = (page: Page) => page.locator('a.row')
const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const text = async (locator: Locator) => (await locator.allInnerTexts()).join('\n')
const texts = async (locator: Locator) =>
  (await locator.allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim())

test('the one-time link opens the page: coverage first, then counts, findings and changes', async () => {
  const { url, link } = await serve(fakeCluster(), built.directory)
  const once = link()
  const { page, complaints } = await open(browser, once)
  await rows(page).first().waitFor()
  expect(page.url()).toBe(`${url}/`)

  const coverage = panel(page, 'Coverage')
  await expect
    .poll(() => texts(coverage.locator('.states li')))
    .toEqual(['1 reporting', '0 stale', '1 silent', '1 never seen'])
  await expect
    .poll(() => texts(coverage.locator('tbody tr')))
    .toEqual([
      'worker-1 silent 3 h ago v1.36.2 0 12',
      'worker-2 never seen never not known – –',
      'control-plane-1 reporting just now v1.36.2 10 1',
    ])
  await expect
    .poll(() => texts(panel(page, 'Could not be read').locator('.reasons li')))
    .toEqual([
      'kubelet partly 2 parts could not be read control-plane-1',
      'kubelet denied permission denied: /var/lib/kubelet/config.yaml worker-1',
      'ssh failed time limit of 10 s worker-1',
      'agent degraded files are polled: inotify watches are exhausted worker-1',
    ])
  await expect.poll(() => texts(panel(page, 'Score').locator('.score-line'))).toEqual(['41 of 100'])
  await expect
    .poll(() => texts(panel(page, 'By severity').locator('tbody tr')))
    .toEqual(['critical 1 0', 'high 3 4', 'medium 2 5', 'low 2 2', 'info 2 2'])
  await expect
    .poll(() => texts(panel(page, 'Last changes').locator('.change-head')))
    .toEqual([
      'pass → to fail critical 08:18:00 · 12 min ago',
      'pass → to fail high 05:30:00 · 3 h ago',
      'unknown → to fail high 2026-11-19 06:30:00 · 1 d ago',
    ])
  expect((await texts(rows(page)))[0]).toContain('critical fail Nobody can command the kubelet without credentials')
  await expect.poll(() => page.title()).toBe('10 failing · production-eu-1 · Merlon')

  const again = await open(browser, once)
  await expect.poll(() => text(again.page.locator('h1'))).toBe('This link does not hold')
  await expect.poll(() => text(again.page.locator('body'))).toContain('Run merlon login for a new one.')
  expect(complaints).toEqual([])
})

test('filters narrow the list, live in the address, and can be gone back from', async () => {
  const { url, link } = await serve(fakeCluster(), built.directory)
  const { page, complaints } = await open(browser, link())
  await rows(page).first().waitFor()
  const count = () => text(panel(page, 'Findings').locator('.panel-head'))
  const all = await rows(page).count()
  await expect.poll(() => count()).toContain(`${all} findings`)

  await page.getByRole('searchbox').fill('sshd root')
  await eventually(
    () => rows(page).count(),
    (number) => number === 1,
  )
  expect(page.url()).toBe(`${url}/?q=sshd+root`)
  await page.reload()
  await eventually(
    () => rows(page).count(),
    (number) => number === 1,
  )
  await expect.poll(() => page.getByRole('searchbox').inputValue()).toBe('sshd root')
  await page.getByRole('button', { name: 'Clear' }).click()
  await eventually(
    () => rows(page).count(),
    (number) => number === all,
  )

  await panel(page, 'By severity').getByRole('link', { name: 'high' }).click()
  await eventually(
    () => texts(rows(page).locator('.severity')),
    (found) => new Set(found).size === 1 && found[0] === 'high',
  )
  expect(page.url()).toBe(`${url}/?severity=high`)
  await page.getByLabel('Domain').selectOption('kubelet')
  await eventually(
    () => texts(rows(page).locator('.domain')),
    (found) => found.length === 2 && new Set(found).size === 1,
  )
  await page.goBack()
  await page.goBack()
  await eventually(
    () => rows(page).count(),
    (number) => number === all,
  )

  await panel(page, 'Score').getByRole('link', { name: /^pass/ }).click()
  await eventually(
    () => texts(rows(page).locator('.cell-outcome')),
    (found) => found.includes('unknown was pass'),
  )
  expect(new Set(await texts(rows(page).locator('.cell-outcome')))).toEqual(new Set(['pass', 'unknown was pass']))

  await page.goto(`${url}/?q=nothing-like-that`)
  await page.getByText('Nothing matches this filter.').waitFor()
  await page.goto(`${url}/?node=worker-1`)
  await eventually(
    () => texts(rows(page).locator('.cell-node')),
    (found) => found.length > 0 && found.every((each) => each.startsWith('worker-1')),
  )
  expect(complaints).toEqual([])
})

test('a finding opens with the keyboard and shows everything that is known of it', async () => {
  const { link } = await serve(fakeCluster(), built.directory)
  const { page, complaints } = await open(browser, link())
  await rows(page).first().focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  const detail = panel(page, 'Finding')
  await detail.locator('h3').waitFor()

  await expect.poll(() => texts(detail.locator('h3'))).toEqual(['Nobody can command the kubelet without credentials'])
  await expect
    .poll(() => texts(detail.locator('.evidence li')))
    .toEqual([
      'authentication.anonymous.enabled true ← from flag --anonymous-auth overrode false ← from /var/lib/kubelet/config.yaml:4',
      'authorization.mode AlwaysAllow ← from /var/lib/kubelet/config.yaml:14',
      'address cannot be told: permission denied: /etc/kubernetes/kubelet.conf.d/90.conf',
    ])
  await expect
    .poll(() => text(detail))
    .toContain('Whoever reached its port could run commands in every container of the node.')
  await expect
    .poll(() => texts(detail.locator('.pair')))
    .toEqual(['cis-kubernetes 4.2.1, 4.2.2', 'nist-800-53 AC-3, AC-14, IA-2', 'pci-dss-4 2.2.1'])
  await expect.poll(() => texts(detail.locator('.history .step'))).toEqual(['pass → to fail', 'new → to pass'])

  await page.keyboard.press('Escape')
  await panel(page, 'Last changes').waitFor()
  await expect.poll(() => text(page.locator('a.row:focus'))).toContain('Nobody can command the kubelet')
  await page.keyboard.press('/')
  await page.keyboard.type('x')
  await expect.poll(() => page.getByRole('searchbox').inputValue()).toBe('x')
  expect(complaints).toEqual([])
})

test('names, paths and messages of a hostile node are text', async () => {
  const { link } = await serve(fakeCluster(), built.directory)
  const { page, complaints } = await open(browser, link())
  await rows(page).first().waitFor()
  const list = await text(panel(page, 'Findings'))
  expect(list).toContain(`a file is called ${hostile.image}`)
  expect(list).toContain('/opt/\\u{202e}gpj.exe\\u{2066}')
  expect(list).toContain('owned by a\\u{0}b\\u{1b}[2Jc')
  await rows(page).filter({ hasText: 'Names of files are text' }).click()
  await panel(page, 'Finding').locator('h3').waitFor()
  await expect.poll(() => text(panel(page, 'Finding'))).toContain(hostile.image)
  await expect.poll(() => page.locator('img').count()).toBe(0)
  expect(await page.title()).not.toBe('owned')
  expect(await text(page.locator('body'))).not.toMatch(/[\u0000-\u0008\u202a-\u202e\u2066-\u2069]/)
  expect(complaints).toEqual([])
})

test('the policy would stop a script that got in: the page is not what holds alone', async () => {
  const { link } = await serve(fakeCluster(), built.directory)
  const { page, complaints } = await open(browser, link())
  await rows(page).first().waitFor()
  await page.evaluate(`document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(hostile.image)})`)
  await eventually(
    () => complaints,
    (found) => found.some((each) => /Content Security Policy/.test(each)),
  )
  expect(await page.title()).not.toBe('owned')
})

test('a change on a node arrives by itself, in the list, the counts and the open finding', async () => {
  const cluster = fakeCluster()
  const { link } = await serve(cluster, built.directory)
  const { page, complaints } = await open(browser, link())
  await page.locator('.live-live').waitFor()
  await rows(page).filter({ hasText: 'serves nothing without' }).click()
  await panel(page, 'Finding').locator('.evidence, .part').first().waitFor()

  const before = cluster.findings[1] as (typeof cluster.findings)[number]
  const after = { ...before, message: 'the read-only port is 9999 by flag --read-only-port' }
  const fresh = finding({ rule: 'kubelet-fresh', severity: 'critical', outcome: 'fail', message: 'this is new' })
  cluster.findings = [fresh, ...cluster.findings.map((each) => (each === before ? after : each))]
  cluster.changes = [change(after, 'fail', 0, before.message), ...cluster.changes]
  cluster.changed()

  await rows(page).filter({ hasText: 'this is new' }).waitFor()
  await panel(page, 'Finding').locator('.message', { hasText: '9999' }).waitFor()
  await expect.poll(() => texts(panel(page, 'By severity').locator('tbody tr').first())).toEqual(['critical 2 0'])
  expect(complaints).toEqual([])
})

test('a collector that goes is reported, and found again when it is back', async () => {
  const cluster = fakeCluster()
  const first = await serve(cluster, built.directory)
  const { page } = await open(browser, first.link())
  await page.locator('.live-live').waitFor()
  await rows(page).first().waitFor()
  await first.stop()
  await page.locator('.live-reconnecting').waitFor()
  await page.getByText('The collector does not answer. What you see is what it said last.').waitFor()
  await expect.poll(() => rows(page).count()).toBeGreaterThan(10)

  await serve(cluster, built.directory, { port: Number(new URL(first.url).port) })
  await page.getByRole('heading', { name: 'You are not logged in' }).waitFor()
  await expect.poll(() => text(page.locator('body'))).toContain('Run merlon login')
}, 120_000)

test('a session that ends is said, with how to log in', async () => {
  const cluster = fakeCluster()
  const { url, link, forget } = await serve(cluster, built.directory)
  const { page } = await open(browser, link())
  await page.locator('.live-live').waitFor()
  forget()
  cluster.changed()
  await page.getByRole('heading', { name: 'You are not logged in' }).waitFor()
  await expect.poll(() => text(page.locator('code'))).toBe('merlon login')
  await page.goto(url)
  await expect.poll(() => text(page.locator('body'))).toContain('Run merlon login for a link that opens the page once.')
})

test('a fault of the collector is shown in its words', async () => {
  const cluster = fakeCluster()
  cluster.fault = new Error('disk full')
  const { link } = await serve(cluster, built.directory)
  const { page } = await open(browser, link())
  await page.getByRole('alert').waitFor()
  await expect.poll(() => text(page.getByRole('alert'))).toBe('The collector could not answer: Its log says why.')
  expect(await text(page.locator('body'))).not.toContain('disk full')
})

test('nothing to show says what that means', async () => {
  const cluster = fakeCluster([finding({ rule: 'kubelet-a', severity: 'high', outcome: 'pass', message: 'fine' })])
  const { link } = await serve(cluster, built.directory)
  const { page, complaints } = await open(browser, link())
  await page
    .getByText('Nothing that was judged fails or lacks an answer. Of 2 nodes there is no current answer.')
    .waitFor()
  await page.getByText('Nothing changed since it was first judged.').waitFor()
  expect(complaints).toEqual([])
})

test('compliance is read when it is opened: by whom, why, and what is to be done by section', async () => {
  const cluster = fakeCluster()
  const { url, link } = await serve(cluster, built.directory)
  const { page, complaints } = await open(browser, link())
  await rows(page).first().waitFor()
  expect(cluster.complianceAsked).toBe(0)
  await page.getByRole('link', { name: 'Compliance' }).click()
  const own = panel(page, 'Compliance')
  await own.locator('.control:visible').first().waitFor()
  expect(page.url()).toBe(`${url}/?view=compliance`)
  await expect.poll(() => rows(page).count()).toBe(0)

  await expect
    .poll(() => texts(own.locator('.remark')))
    .toEqual([
      '1 node was never seen and counts as unknown in every control that applies: worker-2',
      'control-plane-1, worker-1: own is the general one for Kubernetes 1.36; the distribution is not known. Mind: it is for Kubernetes 1.29 to 1.31, and 1.36 is newer',
    ])
  await expect
    .poll(() => texts(own.locator('.chip')))
    .toEqual([...['fail 2', 'error 1', 'unknown 3', 'review 0', 'pass 0', 'not applicable 1']])
  await expect
    .poll(() => texts(own.locator('summary')))
    .toEqual(['1.1 unknown 1', '4.1 unknown 1', '4.2 fail 2 error 1 unknown 1', '5.1 not applicable 1'])
  // Not one node in three has answered: nothing is green.
  await expect.poll(() => own.locator('.outcome-pass:not(.chip), .fill-pass').count()).toBe(0)
  const control = own.locator('.control').filter({ hasText: 'Nobody is let in without a name' })
  await expect
    .poll(() => texts(control))
    .toEqual([
      `fail 4.2.1 Nobody is let in without a nameautomated control-plane-1: ${cluster.findings[0]?.message}, and 1 more nodes: 1 fail, 2 unknown kubelet-open-to-everyone kubelet-read-only-port`,
    ])
  await own.locator('summary', { hasText: '5.1' }).click()
  await own.getByText('None with a chosen outcome.').waitFor()
  await own.getByRole('button', { name: 'not applicable' }).click()
  await own.getByText('there is no cloud').waitFor()

  await expect.poll(() => text(own)).toContain(hostile.image)
  await expect.poll(() => text(own)).toContain('owned by a\\u{0}b\\u{1b}[2Jc')
  await expect.poll(() => page.locator('img').count()).toBe(0)

  await control.getByRole('link', { name: 'kubelet-read-only-port' }).click()
  await eventually(
    () => texts(rows(page).locator('.title')),
    (found) => found.length === 1 && found[0] === 'The kubelet serves nothing without authentication',
  )
  await page.goBack()
  await own.waitFor()
  expect(await page.title()).not.toBe('owned')
  expect(complaints).toEqual([])
})

test('of several clusters one is shown at a time, and all of them together; nothing of one is shown of another', async () => {
  const far = fakeCluster([finding({ rule: 'far-away', severity: 'critical', outcome: 'fail', message: 'm' })])
  const report = await far.reports.report()
  const name = `West ${hostile.image}`
  const reports = { ...far.reports, report: async () => ({ ...report, clusterId: 'c1', clusterName: name, score: 7 }) }
  const { url, link } = await serve(fakeCluster(), built.directory, { further: { [name]: { ...far, reports } } })
  const { page, complaints } = await open(browser, link())
  await rows(page).first().waitFor()
  const here = await rows(page).count()
  expect(here).toBeGreaterThan(1)

  await page.getByLabel('Cluster', { exact: true }).selectOption('c1')
  await eventually(
    () => rows(page).count(),
    (count) => count === 1,
  )
  expect(page.url()).toBe(`${url}/?cluster=c1`)
  await expect.poll(() => texts(panel(page, 'Score').locator('.score-line'))).toEqual(['7 of 100'])
  await page.getByRole('link', { name: 'Compliance' }).click()
  expect(page.url()).toBe(`${url}/?cluster=c1&view=compliance`)

  await page.getByRole('link', { name: 'Clusters' }).click()
  const table = panel(page, 'Clusters')
  const lines = await texts(table.locator('tbody tr'))
  expect([lines.length, lines[0]]).toEqual([2, 'production-eu-1 1 of 3 0 41 1 3 2 2 2 13'])
  await expect.poll(() => texts(table.locator('tfoot tr'))).toEqual(['All 2 of 6 0 2 3 2 2 2 13'])
  await table.getByRole('link', { name: 'production-eu-1' }).click()
  await eventually(
    () => rows(page).count(),
    (count) => count === here,
  )
  expect(page.url()).toBe(`${url}/`)

  await page.goto(`${url}/?cluster=east`)
  await page.getByText('no cluster east').waitFor()
  await page.getByRole('link', { name: 'own cluster' }).click()
  await rows(page).first().waitFor()
  expect(complaints.filter((each) => !/status of 404/.test(each))).toEqual([])
})

test('where there is one cluster, nothing is to choose', async () => {
  const { link } = await serve(fakeCluster(), built.directory)
  const { page } = await open(browser, link())
  await rows(page).first().waitFor()
  await expect.poll(() => page.locator('.cluster strong').textContent()).toBe('production-eu-1')
  await expect
    .poll(() => texts(page.locator('.views a')))
    .toEqual(['Findings', 'Compliance', 'Processes', 'Violations', 'Events'])
})

test('nodes that nobody expects to report are shown apart, never as reporting', async () => {
  const cluster = fakeCluster()
  const report = await cluster.reports.report()
  const coverage = { ...report.coverage, unobservable: 2, excluded: 1 }
  const reports = { ...cluster.reports, report: async () => ({ ...report, coverage }) }
  const { url, link } = await serve({ ...cluster, reports }, built.directory)
  const { page } = await open(browser, link())
  await rows(page).first().waitFor()
  await expect
    .poll(() => texts(panel(page, 'Coverage').locator('.states li')))
    .toEqual([...['1 reporting', '0 stale', '1 silent', '1 never seen', '2 cannot be observed', '1 excluded']])
  const widths = await panel(page, 'Coverage')
    .locator('.bar rect')
    .evaluateAll((all) =>
      all.map((each) => [each.getAttribute('class'), Math.round(Number(each.getAttribute('width')))]),
    )
  expect(widths).toEqual([
    ...[
      ['fill-reporting', 17],
      ['fill-silent', 17],
      ['fill-never-seen', 17],
    ],
    ...[
      ['fill-cannot-be-observed', 33],
      ['fill-excluded', 17],
    ],
  ])
  await page.goto(`${url}/?view=violations`)
  await page.getByText('5 nodes of 6 do not report: what runs there is not seen.').waitFor()
})

test('a database that was put aside, and a replica that is behind, are said above all numbers', async () => {
  const cluster = fakeCluster()
  const report = await cluster.reports.report()
  const damaged = [{ file: `/state/${hostile.control}`, time: '2026-11-20T19:42:12.123Z', bytes: 1 }]
  const storage = { damaged, replica: { used: true, behindSeconds: 12 } }
  const reports = { ...cluster.reports, report: async () => ({ ...report, storage }) }
  const { link } = await serve({ ...cluster, reports }, built.directory)
  const { page } = await open(browser, link())
  await rows(page).first().waitFor()
  const [said = ''] = await texts(page.getByRole('alert'))
  expect(said).toContain('The database was damaged and put aside on 2026-11-20T19:42:12Z as /state/a\\u{0}b')
  await page.getByText('This report is read from a replica that is at most 12 seconds behind.').waitFor()
})

test('without a benchmark, and where the collector cannot answer, compliance says so', async () => {
  const cluster = fakeCluster()
  cluster.benchmarks = []
  const { url, link } = await serve(cluster, built.directory)
  const { page } = await open(browser, link())
  await rows(page).first().waitFor()
  await page.goto(`${url}/?view=compliance`)
  await page.getByText('No node was judged by a benchmark yet.').waitFor()
  cluster.fault = new Error('disk full')
  await page.reload()
  await page.getByRole('alert').first().waitFor()
  await expect.poll(() => page.locator('.outcome-pass:not(.chip)').count()).toBe(0)
})

test('five thousand findings: all are counted and searched, few are drawn', async () => {
  const many = Array.from({ length: 5000 }, (_, index) =>
    finding({
      rule: 'files-mode',
      severity: 'medium',
      outcome: 'fail',
      subject: `/srv/${index}`,
      message: 'mode 0666',
    }),
  )
  const { link } = await serve(fakeCluster(many), built.directory)
  const { page, complaints } = await open(browser, link())
  await panel(page, 'Findings').getByText('5,000 findings').waitFor()
  await expect.poll(() => rows(page).count()).toBe(3)
  await page.getByRole('link', { name: '4,997 more findings of this rule' }).click()
  await eventually(
    () => rows(page).count(),
    (number) => number >= 100,
  )
  await expect.poll(() => rows(page).count()).toBeLessThan(400)
  await page.getByRole('searchbox').fill('/srv/4999')
  await eventually(
    () => rows(page).count(),
    (number) => number === 1,
  )
  expect((await texts(rows(page)))[0]).toContain('/srv/4999')
  expect(complaints).toEqual([])
})

test.each(['light', 'dark'] as const)('the page fits a screen in %s colours', async (scheme) => {
  const cluster = fakeCluster()
  const { url, link } = await serve(cluster, built.directory)
  const { page, complaints } = await open(browser, link(), scheme)
  await rows(page).first().waitFor()
  await page.locator('.live-live').waitFor()
  const file = join(pictures, `${scheme}.png`)
  await page.screenshot({ path: join(pictures, `${scheme}-first.png`) })
  await page.goto(`${url}/?finding=${fortyFindings()[0]?.id}`)
  await panel(page, 'Finding').locator('.evidence').waitFor()
  await page.locator('.live-live').waitFor()
  await page.screenshot({ path: file })
  await expect.poll(() => page.evaluate('document.documentElement.scrollWidth')).toBe(1400)
  const cut =
    "[...document.querySelectorAll('.panel, .scroll')].filter((each) => each.scrollWidth > each.clientWidth).length"
  await expect.poll(() => page.evaluate(cut)).toBe(0)
  await expect
    .poll(() => page.evaluate('getComputedStyle(document.body).backgroundColor'))
    .toBe(scheme === 'light' ? 'rgb(243, 245, 247)' : 'rgb(14, 17, 22)')
  await page.setViewportSize({ width: 420, height: 900 })
  await expect.poll(() => page.evaluate('document.documentElement.scrollWidth')).toBe(420)
  await page.screenshot({ path: join(pictures, `${scheme}-narrow.png`) })
  await page.goto(`${url}/?view=compliance`)
  await page.locator('.control:visible').first().waitFor()
  await expect.poll(() => page.evaluate('document.documentElement.scrollWidth')).toBe(420)
  await expect.poll(() => page.evaluate(cut)).toBe(0)
  expect(complaints).toEqual([])
  if (process.env['UPDATE_SCREENSHOT'] && scheme === 'light') {
    const target = fileURLToPath(new URL('../../docs/images/dashboard.png', import.meta.url))
    mkdirSync(join(target, '..'), { recursive: true })
    copyFileSync(file, target)
  }
})
