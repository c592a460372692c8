import { afterEach, expect, test, vi } from 'vitest'
import type { NodeView } from '../../collector/report/model.ts'
import { ApiError, loadFindings, loadReport, mostFindings } from '../../collector/web/api.ts'
import { sortNodes, unread } from '../../collector/web/coverage.ts'
import { paced } from '../../collector/web/paced.ts'
import { ago, clock } from '../../collector/web/time.ts'
import { fakeCluster } from './given.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const second = 1000
test.each([
  [-5 * second, 'just now'],
  [59 * second, 'just now'],
  [60 * second, '1 min ago'],
  [3599 * second, '59 min ago'],
  [3600 * second, '1 h ago'],
  [86_399 * second, '23 h ago'],
  [86_400 * second, '1 d ago'],
  [400 * 86_400 * second, '400 d ago'],
])('%i ms ago is %s', (distance, expected) => {
  expect(ago(1e12 - distance, 1e12)).toBe(expected)
})

test('the date is said where it is not the same day', () => {
  const now = new Date(2026, 10, 20, 8, 30).getTime()
  expect(clock(new Date(2026, 10, 20, 0, 5, 9).getTime(), now)).toBe('00:05:09')
  expect(clock(new Date(2026, 10, 19, 23, 59, 59).getTime(), now)).toBe('2026-11-19 23:59:59')
})

async function nodes(): Promise<readonly NodeView[]> {
  return (await fakeCluster().reports.report()).nodes
}

test('what could not be read is said once for all nodes, what is not there is no gap', async () => {
  const [controlPlane, worker] = (await nodes()) as [NodeView, NodeView]
  const like: NodeView = { ...worker, id: 'x', name: 'worker-9' }
  const absent: NodeView = {
    ...worker,
    degraded: [],
    domains: worker.domains.map((each) => ({ ...each, status: 'absent', reason: '' })),
  }
  expect(unread([absent])).toEqual([])
  expect(unread([controlPlane, worker, like])).toEqual([
    {
      domain: 'kubelet',
      status: 'denied',
      reason: 'permission denied: /var/lib/kubelet/config.yaml',
      nodes: ['worker-1', 'worker-9'],
    },
    { domain: 'ssh', status: 'failed', reason: 'time limit of 10 s', nodes: ['worker-1', 'worker-9'] },
    {
      domain: '',
      status: 'degraded',
      reason: 'files are polled: inotify watches are exhausted',
      nodes: ['worker-1', 'worker-9'],
    },
    { domain: 'kubelet', status: 'partly', reason: '2 parts could not be read', nodes: ['control-plane-1'] },
  ])
})

test('nodes that say nothing come first, numbers in names count', async () => {
  const [node] = (await nodes()) as [NodeView]
  const plain = { ...node, domains: [], degraded: [] }
  const named = (name: string, state: NodeView['state']) => ({ ...plain, name, state })
  const given = [
    named('n-10', 'reporting'),
    named('n-2', 'reporting'),
    { ...named('n-3', 'reporting'), degraded: ['polled'] },
    named('s', 'stale'),
    named('x', 'never-seen'),
    named('q', 'silent'),
  ]
  expect(sortNodes(given).map((each) => each.name)).toEqual(['q', 'x', 's', 'n-3', 'n-2', 'n-10'])
})

test('refreshing is done at once, then paced, never twice at a time, and the last wish is granted', async () => {
  vi.useFakeTimers()
  const done: number[] = []
  let running = 0
  const start = Date.now()
  const ask = paced(async () => {
    expect(++running).toBe(1)
    done.push(Date.now() - start)
    await new Promise((finished) => setTimeout(finished, 50))
    running--
    if (done.length === 1) throw new Error('once')
  }, 100)
  for (let wish = 0; wish < 10; wish++) ask()
  await vi.advanceTimersByTimeAsync(20)
  ask()
  await vi.advanceTimersByTimeAsync(1000)
  expect(done).toEqual([0, 150])
  ask()
  await vi.advanceTimersByTimeAsync(1)
  expect(done).toEqual([0, 150, 1020])
})

function answer(make: (url: URL) => Response): URL[] {
  const asked: URL[] = []
  vi.stubGlobal('fetch', async (path: string) => {
    const url = new URL(path, 'http://localhost')
    asked.push(url)
    return make(url)
  })
  return asked
}

const { signal } = new AbortController()

test('pages are read to the end, each finding once', async () => {
  const pages: Record<string, object> = {
    '': { findings: [{ id: 'a' }, { id: 'b' }], nextPageToken: 'p2', totalSize: 3 },
    p2: { findings: [{ id: 'b' }, { id: 'c' }], totalSize: 3 },
  }
  const asked = answer((url) => Response.json(pages[url.searchParams.get('pageToken') ?? '']))
  const { findings, total } = await loadFindings('outcome=fail', signal)
  expect(findings.map((each) => each.id)).toEqual(['a', 'b', 'c'])
  expect(total).toBe(3)
  expect(asked.map((url) => url.search)).toEqual([
    '?outcome=fail&pageSize=1000',
    '?outcome=fail&pageSize=1000&pageToken=p2',
  ])
})

test('a browser is made to hold so many findings and not more, and knows of the others', async () => {
  let page = 0
  const asked = answer(() => {
    page++
    const findings = Array.from({ length: 1000 }, (_, index) => ({ id: `${page}-${index}` }))
    return Response.json({ findings, nextPageToken: 'more', totalSize: 70_000 })
  })
  const { findings, total } = await loadFindings('', signal)
  expect(findings).toHaveLength(mostFindings)
  expect(total).toBe(70_000)
  expect(asked).toHaveLength(10)
})

test.each([
  [
    'a problem',
    () => Response.json({ title: 'Not found', detail: 'no node x' }, { status: 404 }),
    404,
    'Not found: no node x',
  ],
  ['a page of some proxy', () => new Response('<html>', { status: 502 }), 502, 'The collector answered 502.'],
])('%s becomes a sentence', async (_name, make, status, message) => {
  answer(make)
  const error = await loadReport(signal).catch((each: unknown) => each)
  expect(error).toBeInstanceOf(ApiError)
  expect(error).toMatchObject({ status, message })
})

test('nobody answers', async () => {
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('Failed to fetch')
  })
  await expect(loadReport(signal)).rejects.toMatchObject({ status: 0, message: 'The collector does not answer.' })
})
