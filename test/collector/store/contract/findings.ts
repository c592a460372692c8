import { describe, expect, test } from 'vitest'
import { outcomes } from '../../../../collector/judge/rule.ts'
import { type FindingQuery, PageTokenError, type Store } from '../../../../collector/store/store.ts'
import type { Opener } from '../contract.ts'
import { cluster, commitOf, idOf, openWith, verdict } from './given.ts'

/** Three nodes with a finding of each kind, and one of the cluster. */
async function fleet(open: Opener): Promise<Store> {
  const { store } = await openWith(open, 'n1', 'n2', 'n3')
  for (const nodeId of ['n3', 'n1', 'n2']) {
    await store.commit(
      commitOf(
        [
          verdict({ rule: 'low', severity: 'low' }),
          verdict({ rule: 'high', severity: 'high', subject: 'b' }),
          verdict({ rule: 'high', severity: 'high', subject: 'a', outcome: 'unknown' }),
          verdict({ rule: 'fine', severity: 'high', outcome: 'pass' }),
          verdict({ rule: 'worst', severity: 'critical', outcome: nodeId === 'n2' ? 'fail' : 'pass' }),
        ],
        { nodeId },
      ),
    )
  }
  await store.commit(commitOf([verdict({ rule: 'high', severity: 'high', outcome: 'review' })], { nodeId: '' }))
  return store
}

async function list(store: Store, query: Partial<FindingQuery> = {}): Promise<string[]> {
  const page = await store.findings(cluster, { pageSize: 1000, ...query })
  expect(page.nextPageToken).toBeUndefined()
  expect(page.total).toBe(page.findings.length)
  return page.findings.map((each) => [each.rule, each.nodeId, each.subject, each.outcome].filter(Boolean).join(' '))
}

async function pages(store: Store, query: FindingQuery): Promise<string[][]> {
  const all: string[][] = []
  let pageToken: string | undefined
  do {
    const page = await store.findings(cluster, { ...query, ...(pageToken ? { pageToken } : {}) })
    all.push(page.findings.map((each) => each.id))
    pageToken = page.nextPageToken
  } while (pageToken)
  return all
}

export function findingContract(open: Opener): void {
  describe('findings', () => {
    test('come worst first, then by rule, node and subject; passing ones when asked for', async () => {
      const store = await fleet(open)
      expect(await list(store)).toEqual([
        'worst n2 fail',
        'high review',
        'high n1 a unknown',
        'high n1 b fail',
        'high n2 a unknown',
        'high n2 b fail',
        'high n3 a unknown',
        'high n3 b fail',
        'low n1 fail',
        'low n2 fail',
        'low n3 fail',
      ])
      expect(await list(store, { outcomes: ['fail', 'pass'] })).toEqual([
        'worst n1 pass',
        'worst n2 fail',
        'worst n3 pass',
        'fine n1 pass',
        'fine n2 pass',
        'fine n3 pass',
        'high n1 b fail',
        'high n2 b fail',
        'high n3 b fail',
        'low n1 fail',
        'low n2 fail',
        'low n3 fail',
      ])
    })

    test.each<[Partial<FindingQuery>, string[]]>([
      [{ outcomes: [], nodeIds: [], rules: [], minSeverity: 'critical' }, ['worst n2 fail']],
      [{ outcomes: ['pass'], minSeverity: 'critical' }, ['worst n1 pass', 'worst n3 pass']],
      [{ outcomes: ['unknown'], nodeIds: ['n1', 'n3', 'n1'] }, ['high n1 a unknown', 'high n3 a unknown']],
      [{ outcomes: ['pass', 'fail'], nodeIds: ['n2'], rules: ['worst', 'fine'] }, ['worst n2 fail', 'fine n2 pass']],
      [
        { outcomes: ['pass', 'fail', 'review'], rules: ['high'], nodeIds: ['', 'n3'] },
        ['high review', 'high n3 b fail'],
      ],
      [{ minSeverity: 'high', rules: ['low', 'high'], nodeIds: ['n1'] }, ['high n1 a unknown', 'high n1 b fail']],
      [{ minSeverity: 'info', nodeIds: ['n2'], rules: ['low'] }, ['low n2 fail']],
      [{ outcomes: ['error'] }, []],
      [{ outcomes: [...outcomes], rules: ['none'] }, []],
      [{ outcomes: [...outcomes], nodeIds: ['none'] }, []],
    ])('can be filtered by %j', async (query, expected) => {
      expect(await list(await fleet(open), query)).toEqual(expected)
    })

    test.each([1, 2, 3, 15, 16, 17])('come in pages of %i', async (pageSize) => {
      const store = await fleet(open)
      const whole = (await store.findings(cluster, { outcomes: [...outcomes], pageSize: 1000 })).findings
      expect(whole).toHaveLength(16)
      const parts = await pages(store, { outcomes: [...outcomes], pageSize })
      expect(parts.flat()).toEqual(whole.map((each) => each.id))
      expect(parts.map((each) => each.length).slice(0, -1)).toEqual(
        Array.from({ length: Math.ceil(16 / pageSize) - 1 }, () => pageSize),
      )
    })

    test('say on every page how many match in all', async () => {
      const store = await fleet(open)
      const query = { outcomes: ['pass', 'fail'], pageSize: 5 } as const
      const first = await store.findings(cluster, query)
      const second = await store.findings(cluster, { ...query, pageToken: first.nextPageToken as string })
      expect([first.total, second.total]).toEqual([12, 12])
      const high = { rules: ['high'], pageSize: 3 } as const
      const third = await store.findings(cluster, high)
      const fourth = await store.findings(cluster, { ...high, pageToken: third.nextPageToken as string })
      expect([third.total, fourth.total]).toEqual([7, 7])
    })

    test('move in the list with their severity', async () => {
      const store = await fleet(open)
      const judged = { nodeId: 'n3', judgedRules: new Set(['low']) }
      await store.commit(commitOf([verdict({ rule: 'low', severity: 'critical' })], judged))
      expect((await list(store)).slice(0, 3)).toEqual(['low n3 fail', 'worst n2 fail', 'high review'])
      await store.commit(commitOf([verdict({ rule: 'low', severity: 'info' })], judged))
      expect((await list(store)).slice(-3)).toEqual(['low n1 fail', 'low n2 fail', 'low n3 fail'])
      expect((await list(store, { minSeverity: 'low' })).at(-1)).toBe('low n2 fail')
    })

    test('that others change meanwhile are neither doubled nor skipped', async () => {
      const store = await fleet(open)
      const rest = (await list(store)).slice(4)
      const first = await store.findings(cluster, { pageSize: 4 })
      expect(first.findings.at(-1)).toMatchObject({ rule: 'high', nodeId: 'n1', subject: 'b' })
      // Gone that was seen last; new before and after that place; one behind it now passes.
      const judged = { judgedRules: new Set(['high', 'new']) }
      await store.commit(
        commitOf([verdict({ rule: 'high', subject: 'a', outcome: 'unknown' })], { nodeId: 'n1', ...judged }),
      )
      await store.commit(commitOf([verdict({ rule: 'aaa' })], { nodeId: 'n1' }))
      await store.commit(commitOf([verdict({ rule: 'new' })], { nodeId: 'n1' }))
      await store.commit(commitOf([verdict({ rule: 'low', severity: 'low', outcome: 'pass' })], { nodeId: 'n2' }))
      const second = await store.findings(cluster, { pageSize: 100, pageToken: first.nextPageToken as string })
      const names = second.findings.map((each) =>
        [each.rule, each.nodeId, each.subject, each.outcome].filter(Boolean).join(' '),
      )
      const expected = rest.filter((each) => each !== 'low n2 fail')
      expected.splice(expected.indexOf('low n1 fail'), 0, 'new n1 fail')
      expect(names).toEqual(expected)
    })

    test('that pass on more nodes than are read at once are all found', async () => {
      const ids = Array.from({ length: 120 }, (_, at) => `n${String(at).padStart(3, '0')}`)
      const { store } = await openWith(open, ...ids)
      for (const nodeId of ids) await store.commit(commitOf([verdict({ rule: 'fine', outcome: 'pass' })], { nodeId }))
      const page = await store.findings(cluster, { outcomes: ['pass'], pageSize: 7 })
      expect(page.total).toBe(120)
      const parts = await pages(store, { outcomes: ['pass'], pageSize: 7 })
      expect(parts.flat()).toEqual(ids.map((nodeId) => idOf('fine', '', nodeId)))
    })

    test.each([0, -1, 1001, 1.5, Number.NaN])('come in no pages of %d', async (pageSize) => {
      const { store } = await openWith(open)
      await expect(store.findings(cluster, { pageSize })).rejects.toThrow(RangeError)
    })

    test('are not paged by tokens that this store did not give', async () => {
      const store = await fleet(open)
      const token = (await store.findings(cluster, { pageSize: 1 })).nextPageToken as string
      const bytes = Buffer.from(token, 'base64url')
      const others = [
        'x',
        'no token!',
        `${token}=`,
        `${token}AAAA`,
        token.slice(4),
        Buffer.alloc(32).toString('base64url'),
        Buffer.alloc(40).toString('base64url'),
        ...[0, 8, 9, 30, bytes.length - 1].map((at) => flipped(bytes, at).toString('base64url')),
        'A'.repeat(1_000_000),
      ]
      for (const pageToken of others) {
        await expect(store.findings(cluster, { pageSize: 1, pageToken }), pageToken.slice(0, 50)).rejects.toThrow(
          PageTokenError,
        )
      }
      await store.putCluster({ id: 'other', name: 'other' })
      await expect(store.findings('other', { pageSize: 1, pageToken: token })).rejects.toThrow(PageTokenError)
      await expect(store.findings(cluster, { pageSize: 1, pageToken: token })).resolves.toMatchObject({ total: 11 })
    })
  })

  describe('findings by id', () => {
    test('are found by all of it and by a part that only one has, passing or not', async () => {
      const store = await fleet(open)
      const all = (await store.findings(cluster, { outcomes: [...outcomes], pageSize: 1000 })).findings
      for (const each of all) {
        expect(await store.findingsById(cluster, each.id)).toEqual([each])
        for (const length of [1, 2, 15, 63]) {
          const prefix = each.id.slice(0, length)
          const expected = all.filter((other) => other.id.startsWith(prefix)).sort((a, b) => (a.id < b.id ? -1 : 1))
          expect(await store.findingsById(cluster, prefix)).toEqual(expected.slice(0, 2))
        }
      }
      expect(await store.findingsById(cluster, '')).toHaveLength(2)
    })

    test('are not found by what no id begins with', async () => {
      const store = await fleet(open)
      const id = idOf('worst', '', 'n2')
      for (const prefix of [`${id}0`, id.replace(/^./, 'x'), '%', id.slice(1), `${id.slice(0, -1)}g`]) {
        expect(await store.findingsById(cluster, prefix)).toEqual([])
      }
    })

    test('that are gone do not hide those that are there', async () => {
      const { store } = await openWith(open, 'node-a')
      const many = Array.from({ length: 40 }, (_, at) => verdict({ rule: 'files', subject: `/${at}` }))
      const last = many
        .map((each) => idOf('files', each.subject))
        .sort()
        .slice(-2)
      await store.commit(commitOf(many))
      await store.commit(commitOf(many.filter((each) => last.includes(idOf('files', each.subject)))))
      expect((await store.findingsById(cluster, '')).map((each) => each.id)).toEqual(last)
    })

    test('that came back are found again', async () => {
      const { store } = await openWith(open, 'node-a')
      const judgedRules = new Set(['kubelet-anonymous-auth'])
      const id = idOf('kubelet-anonymous-auth')
      for (const [verdicts, found] of [
        [[verdict()], 1],
        [[], 0],
        [[verdict({ outcome: 'pass' })], 1],
      ] as const) {
        await store.commit(commitOf(verdicts, { judgedRules }))
        expect(await store.findingsById(cluster, id.slice(0, 12))).toHaveLength(found)
      }
    })
  })
}

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes)
  copy[at] = (copy[at] as number) ^ 0x7f
  return copy
}
