import { readFileSync } from 'node:fs'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { learn } from '../../collector/allowlist/learn.ts'
import { openEvents } from '../../collector/api/events.ts'
import { hostPlace, seen, sha } from '../support/allowlist.ts'
import { launchBrowser } from '../support/browser.ts'
import { eventually } from '../support/collector.ts'
import { fakeCluster, hostile } from './given.ts'
import { givenProfiles, ids, unexpected } from './givenprofiles.ts'
import { buildPage, open, serve } from './page.ts'

let browser: Browser
let built: Awaited<ReturnType<typeof buildPage>>

beforeAll(async () => {
  built = await buildPage()
  browser = await launchBrowser()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  built?.remove()
})

const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const entries = (page: Page) => page.locator('.entry')
const entry = (page: Page, name: string) => entries(page).filter({ has: page.getByText(name, { exact: true }) })
const texts = async (locator: Locator) =>
  (await locator.allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim())
const harmless = ['/usr/bin/bash', '/usr/bin/env', '/usr/bin/id', '/usr/sbin/sshd']

/** The page over profiles that really were learned, at this address. Quiet: it is not told what others decide. */
async function opened(address: string, { isQuiet = false } = {}) {
  const cluster = fakeCluster()
  const given = await givenProfiles(isQuiet ? () => undefined : cluster.changed)
  const events = openEvents(given.store, 'c', cluster.reports)
  const { url, link } = await serve(cluster, built.directory, { profiles: given.profiles, events })
  const { page, complaints } = await open(browser, link())
  await page.goto(`${url}${address}`)
  return { ...given, cluster, url, page, complaints }
}

const review = (id: string) => `/?view=processes&profile=${encodeURIComponent(id)}`

test('profiles are listed with what waits for a person first, and open with the keyboard', async () => {
  const { page, url, complaints } = await opened('/?view=processes')
  const rows = panel(page, 'Processes').locator('a.row')
  await rows.first().waitFor()
  const listed = await texts(rows)
  expect(listed[0]).toBe(
    'to review ssh.service host 9 programs undecided 5 warnings: runs from memory alone 9 programs on 2 nodes incomplete: losses 1 h ago',
  )
  expect(listed[2]).toContain('in force shop/web-1 Pod, container app')
  await expect
    .poll(() => texts(page.locator('.remark')))
    .toEqual(['2 nodes of 3 do not report: what runs there is not seen.'])

  await page.getByRole('button', { name: 'learning 1' }).click()
  await eventually(
    () => rows.count(),
    (number) => number === 1,
  )
  expect(page.url()).toBe(`${url}/?view=processes&kind=learning`)
  await page.getByRole('button', { name: 'learning 1' }).click()
  await page.keyboard.press('/')
  await page.keyboard.type('host')
  await page.getByRole('searchbox').fill('ssh')
  await eventually(
    () => rows.count(),
    (number) => number === 1,
  )
  await rows.first().focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'ssh.service' }).waitFor()
  await page.goBack()
  await rows.first().waitFor()
  expect(complaints).toEqual([])
})

test('a review: by risk, with evidence, approved together where nothing warns, denied, and put in force', async () => {
  const { page, profiles, complaints } = await opened(review(ids.ssh))
  await entries(page).first().waitFor()
  await expect
    .poll(() => texts(page.locator('.program')))
    .toEqual([
      `/memfd:${hostile.image}`,
      '/tmp/.x/miner',
      '/opt//opt/%E2%80%AEgpj.exe%E2%81%A6',
      `/srv/${hostile.image}`,
      '/usr/bin/curl',
      ...harmless,
    ])
  await expect
    .poll(() => texts(panel(page, 'Profile').locator('.remark')))
    .toEqual(['Not everything was seen: ring lost (12)'])
  await expect
    .poll(() => texts(panel(page, 'Evidence').locator('li')))
    .toContain('waived Scheduled work seen cannot be told · not known')
  const inForce = page.getByRole('button', { name: 'Put in force' })
  await expect.poll(() => inForce.isDisabled()).toBe(true)
  await expect
    .poll(() => texts(page.locator('.why')))
    .toEqual(['Not yet to be put in force. 9 entries are neither approved nor denied nor ignored.'])

  await entry(page, '/usr/bin/bash').locator('summary').click()
  await expect
    .poll(() => texts(entry(page, '/usr/bin/bash').locator('.about')))
    .toEqual([
      `First seen 2026-11-11 08:30:00 on control-plane-1 Last seen 8 d ago Nodes control-plane-1, worker-1 Started by /usr/sbin/sshd File sha256:${'b'.repeat(64)}`,
    ])

  await page.getByRole('button', { name: 'Choose the 4 without a warning' }).click()
  await page.getByRole('button', { name: 'Approve chosen' }).click()
  await eventually(
    () => entries(page).count(),
    (number) => number === 5,
  )
  await page.getByRole('button', { name: 'Approve /usr/bin/curl' }).click()
  await page.getByRole('button', { name: 'Deny /tmp/.x/miner' }).click()
  await page.getByRole('button', { name: 'Ignore 7 d /srv/' }).click()
  await eventually(
    () => entries(page).count(),
    (number) => number === 2,
  )
  for (const box of await entries(page).getByRole('checkbox').all()) await box.check()
  await page.getByRole('button', { name: 'Deny chosen' }).click()
  await eventually(
    () => inForce.isEnabled(),
    (enabled) => enabled,
  )
  await inForce.click()
  await panel(page, 'Profile').getByText('in force').waitFor()

  const after = await profiles.get(ids.ssh)
  expect([after.state, after.open]).toEqual(['alerting', 0])
  expect(after.items.filter(({ status }) => status === 'approved').map(({ path }) => path)).toEqual([
    '/usr/bin/curl',
    ...harmless,
  ])
  expect(after.items.find(({ status }) => status === 'ignored')?.path).toBe(`/srv/${hostile.image}`)
  await panel(page, 'Who decided what').getByRole('button', { name: /more$/ }).click()
  await expect
    .poll(() => texts(panel(page, 'Who decided what').locator('li')))
    .toContain('ann (the page) 08:30:00 · just now approved 4 entries together')
  expect(complaints).toEqual([])
})

test('a group with a warning in it is not approved, and why is said; a hard rule never is', async () => {
  const { page, profiles } = await opened(review(ids.ssh))
  await entry(page, '/usr/bin/curl').getByRole('checkbox').check()
  await entry(page, '/usr/bin/bash').getByRole('checkbox').check()
  await expect.poll(() => page.getByRole('button', { name: 'Approve chosen' }).isDisabled()).toBe(true)
  await page
    .getByText('/usr/bin/curl must be approved by itself: was seen in one place only, is called like a network tool.')
    .waitFor()
  await page.getByRole('button', { name: 'Choose none' }).click()
  await entry(page, '/tmp/.x/miner').getByRole('checkbox').check()
  await page.getByText('/tmp/.x/miner breaks a hard rule: everyone may write to its directory').waitFor()
  await expect.poll(() => page.getByRole('button', { name: 'Approve /tmp/.x/miner' }).count()).toBe(0)
  expect((await profiles.get(ids.ssh)).version).toBe(6)
})

test('what somebody else decided meanwhile is not overwritten: it is said, and shown', async () => {
  const { page, profiles } = await opened(review(ids.ssh), { isQuiet: true })
  await entries(page).first().waitFor()
  const key = 'host-packaged:/usr/bin/curl'
  await profiles.decide(ids.ssh, { action: 'deny', version: 6, keys: [key] }, 'carol')
  await page.getByRole('button', { name: 'Approve /usr/bin/curl' }).click()
  const alert = panel(page, 'Profile').getByRole('alert')
  await alert.waitFor()
  await expect
    .poll(() => texts(alert))
    .toEqual([
      'Not decided: decided upon version 6, it is at 7. What you see is how it is now: look again, and decide again.',
    ])
  await page.getByRole('button', { name: 'denied 1' }).click()
  await expect
    .poll(() => texts(entry(page, '/usr/bin/curl').locator('.tags')))
    .toEqual(['was seen in one place only is called like a network tool denied by carol'])
  expect((await profiles.get(ids.ssh)).version).toBe(7)
})

test('what is allowed by hand is asked for twice, and said why; what came since is not approved', async () => {
  const { page, profiles, store } = await opened(review(ids.ssh), { isQuiet: true })
  await entries(page).first().waitFor()
  const hand = panel(page, 'Written by hand')
  await hand.getByText('Allow a pattern').click()
  await hand.getByLabel('Pattern').fill('/opt/app/bin/*')
  await page.getByLabel('Reason').fill('as we ship it')
  await hand.getByRole('button', { name: 'Allow…' }).click()
  expect((await profiles.get(ids.ssh)).version).toBe(6)
  await hand.getByRole('alertdialog').getByRole('button', { name: 'Allow' }).click()
  await hand.getByText('allowed /opt/app/bin/*').waitFor()
  expect((await profiles.get(ids.ssh)).history[0]).toMatchObject({ reason: 'as we ship it' })

  await hand.getByText('Except from a hard rule').click()
  await hand.getByRole('button', { name: 'Except…' }).first().click()
  await hand.getByRole('alertdialog').getByRole('button', { name: 'Except' }).click()
  await hand.getByText('excepted from').first().waitFor()
  await hand.getByRole('button', { name: 'Approve automatically…' }).click()
  await hand.getByRole('alertdialog').getByRole('button', { name: 'Approve automatically' }).click()
  await hand.getByRole('button', { name: 'Approve by hand again' }).waitFor()
  await expect.poll(() => profiles.get(ids.ssh)).toMatchObject({ version: 9, autoApprove: true })

  const curl = seen({ path: '/usr/bin/curl', layer: 'host-packaged', digest: sha('9'), place: hostPlace })
  await store.changeProfile('c', ids.ssh, (before) => before && learn(before, [curl], { node: 'n', at: 1 }))
  await page.getByRole('button', { name: 'Approve /usr/bin/curl' }).click()
  const alert = panel(page, 'Profile').getByRole('alert')
  await alert.waitFor()
  expect((await texts(alert))[0]).toMatch(/^Not decided: came since it was looked at: host-packaged:\/usr\/bin\/curl\./)
})

test('what is missing can be waived by name; a reset asks first', async () => {
  const { page, profiles, complaints } = await opened(review(ids.hostile))
  await page.getByRole('button', { name: 'Waive: Ends seen' }).click()
  await panel(page, 'What it takes to be ready').getByText('waived').waitFor()
  await page.getByRole('button', { name: 'Reset…' }).click()
  await page.getByRole('button', { name: 'Cancel' }).click()
  expect((await profiles.get(ids.hostile)).entries).toBe(1)
  await page.getByRole('button', { name: 'Reset…' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Reset', exact: true }).click()
  await page.getByText('No program was seen yet.').waitFor()
  expect((await profiles.get(ids.hostile)).entries).toBe(0)
  expect(complaints).toEqual([])
})

test('decisions are saved as YAML, and imported after it was said what would change', async () => {
  const { page, profiles, url, complaints } = await opened(review(ids.web))
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export YAML' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('workload-shop-Pod-web-1-app.yaml')
  const yaml = readFileSync(await download.path(), 'utf8')
  expect(yaml).toBe(await profiles.export(ids.web))

  await page.goto(`${url}/?view=processes`)
  await page.getByText('Import YAML').click()
  await page.getByLabel('YAML', { exact: true }).fill('kind: [')
  await page.getByRole('button', { name: 'Show what would change' }).click()
  await page.locator('.import').getByRole('alert').waitFor()
  await page
    .getByLabel('YAML', { exact: true })
    .fill(yaml.replace('patterns: []', 'patterns:\n    - path: /usr/lib/app/*'))
  await page.getByRole('button', { name: 'Show what would change' }).click()
  await page.getByText('1 change, not made yet.').waitFor()
  await expect.poll(() => texts(page.locator('.diff li'))).toEqual(['+ pattern /usr/lib/app/*'])
  const before = (await profiles.get(ids.web)).version
  await page.getByRole('button', { name: 'Change it' }).click()
  await page.getByText('1 change, made.').waitFor()
  expect((await profiles.get(ids.web)).version).toBe(before + 1)
  await page.locator('.import').getByRole('link', { name: ids.web }).click()
  await expect.poll(() => texts(panel(page, 'Written by hand').locator('li'))).toEqual(['allowed /usr/lib/app/*'])
  expect(complaints).toEqual([expect.stringContaining('status of 400')])
})

test('a violation with its evidence, acknowledged with a note; losses are a kind of their own', async () => {
  const { page, profiles, complaints } = await opened('/?view=violations')
  const rows = panel(page, 'Violations').locator('a.row')
  await rows.first().waitFor()
  await expect
    .poll(() => texts(rows))
    .toEqual([
      expect.stringContaining(`critical Program in memory /memfd:${hostile.image}`),
      expect.stringContaining('high From a directory that everyone may write /tmp/.x/miner'),
      'medium Not everything was seen not everything was seen while profiles are in force: ring lost the whole node worker-1 12 lost 30 min ago',
      'medium Unexpected program /usr/sbin/busybox the profile does not have it shop/web-1 control-plane-1 3 times 2 h ago',
    ])
  await rows.first().focus()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  const detail = panel(page, 'Violation')
  await detail.getByRole('heading', { name: 'Unexpected program' }).waitFor()
  const all = await texts(detail.locator('.pair'))
  expect(all).toEqual([
    'Profile workload/shop/Pod/web-1/app',
    'Nodes control-plane-1',
    'Pod shop/web-1',
    'How often 3 times',
    'First 06:06:00 · 2 h ago',
    'Last 06:07:00 · 2 h ago',
    'Program /usr/sbin/busybox',
    'Command line sh -c "id; echo a%00b%1B[2Jc"',
    'User www-data',
    'Started by /usr/bin/runc ← /usr/bin/containerd-shim',
    'From image-lower',
    `File sha256:${'7'.repeat(64)}`,
    'Marks exec-session',
    'Listens on tcp/0.0.0.0:4444',
  ])
  await expect.poll(() => texts(detail.locator('.evidence li'))).toEqual(['/usr/sbin/nginx'])

  await detail.getByLabel('Note').fill(`the yearly test ${hostile.image}`)
  await detail.getByRole('button', { name: 'Acknowledge' }).click()
  await detail.getByText('By ann (the page)').waitFor()
  expect((await profiles.counts()).acknowledged).toBe(1)
  await eventually(
    () => rows.count(),
    (number) => number === 3,
  )
  await expect.poll(() => texts(page.locator('.badge'))).toEqual(['3'])
  await page.keyboard.press('Escape')
  await page.getByLabel('acknowledged too').check()
  await eventually(
    () => rows.count(),
    (number) => number === 4,
  )
  await page.getByLabel('Kind').selectOption('loss')
  await eventually(
    () => rows.count(),
    (number) => number === 1,
  )
  await expect.poll(() => page.locator('img').count()).toBe(0)
  expect(await page.title()).not.toBe('owned')
  expect(complaints).toEqual([])
})

test('a violation arrives by itself', async () => {
  const { page, tell, cluster } = await opened('/?view=violations')
  await page.locator('.live-live').waitFor()
  await panel(page, 'Violations').locator('a.row').first().waitFor()
  await tell(unexpected('/tmp/dropped'))
  cluster.changed()
  await page.locator('a.row', { hasText: '/tmp/dropped' }).waitFor()
})

test('events are shown as they were told, newest first', async () => {
  const { page, complaints } = await opened('/?view=events')
  const rows = page.locator('.event-list li')
  await rows.first().waitFor()
  expect((await texts(rows.first()))[0]).toMatch(/traced and lost on /)
  await page.getByLabel('Kind').selectOption('process')
  await eventually(
    () => texts(rows.first()),
    ([first]) => first?.includes('program started') === true,
  )
  await rows.filter({ hasText: '/memfd:<img src=x' }).first().locator('summary').click()
  await page.locator('pre:visible', { hasText: '/memfd:<img src=x' }).waitFor()
  await expect.poll(() => page.locator('img').count()).toBe(0)
  expect(complaints).toEqual([])
})

test('a profile that is not there, and a place where nothing was learned, say so', async () => {
  const { page, url } = await opened(review('host//none'))
  await page.getByRole('alert').waitFor()
  await expect.poll(() => texts(page.getByRole('alert'))).toEqual(['Not found: no profile host//none'])
  const { link } = await serve(fakeCluster(), built.directory)
  const empty = await open(browser, link())
  await empty.page.goto(`${new URL(empty.page.url()).origin}/?view=processes`)
  await empty.page.getByText('Nothing was learned yet').waitFor()
  await empty.page.getByRole('link', { name: 'Violations' }).click()
  await empty.page.getByText('No violation that nobody has acknowledged.').waitFor()
  expect(url).not.toBe('')
})

test.each([
  ['light', 1280],
  ['dark', 390],
] as const)('in %s colours and %i wide nothing is cut, and no name moves anything', async (scheme, width) => {
  const cluster = fakeCluster()
  const { profiles } = await givenProfiles(cluster.changed)
  const { url, link } = await serve(cluster, built.directory, { profiles })
  const { page, complaints } = await open(browser, link(), scheme)
  await page.setViewportSize({ width, height: 900 })
  const id = (await profiles.violations({ pageSize: 10 })).violations.find(({ kind }) => kind === 'memfd')?.id
  for (const address of [
    '/?view=processes',
    review(ids.ssh),
    review(ids.hostile),
    '/?view=violations',
    `/?view=violations&violation=${id}`,
  ]) {
    await page.goto(url + address)
    await page.locator('a.row, .entry').first().waitFor()
    await expect.poll(() => page.evaluate('document.documentElement.scrollWidth')).toBe(width)
    const cut = "[...document.querySelectorAll('.panel')].filter((each) => each.scrollWidth > each.clientWidth).length"
    await expect.poll(() => page.evaluate(cut)).toBe(0)
    expect((await texts(page.locator('body'))).join()).not.toMatch(/[\u0000-\u0008\u202a-\u202e\u2066-\u2069]/)
  }
  expect(complaints).toEqual([])
})
