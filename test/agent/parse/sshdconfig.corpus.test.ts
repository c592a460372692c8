import { afterAll, describe, expect, test } from 'vitest'
import { runs } from '../../support/property.ts'
import { type RealSshd, realSshd } from '../../support/sshd.ts'
import { compare } from '../../support/sshdcompare.ts'
import { sshdCorpus } from '../../support/sshdcorpus.ts'

// A corpus of configurations, each given to a real sshd with `-T -C` and to the parser, and compared setting by setting.

/** Processes at the same time. */
const together = 4

async function prepare(suite?: string): Promise<RealSshd | undefined> {
  try {
    return await realSshd(suite)
  } catch (error) {
    console.warn(`not run: ${(error as Error).message}`)
    return undefined
  }
}

/** How many of them sshd loads. */
async function compareAll(sshd: RealSshd, share: number): Promise<{ loaded: number; all: number }> {
  // `npm run conformance:ssh` and `npm run fuzz` compare more.
  const { numRuns, seed } = runs(300)
  const cases = sshdCorpus(Math.ceil(numRuns * share), seed)
  const all = cases.length
  let loaded = 0
  const worker = async () => {
    for (let each = cases.pop(); each !== undefined; each = cases.pop())
      if ((await compare(sshd, each)) === 'loaded') loaded += 1
  }
  await Promise.all(Array.from({ length: together }, worker))
  return { loaded, all }
}

describe.each([
  ['this Debian', undefined, 1],
  ['Debian 13', 'trixie', 0.25],
  ['Debian 11', 'bullseye', 0.25],
] as const)('the sshd of %s', async (_, suite, share) => {
  const sshd = await prepare(suite)
  afterAll(() => sshd?.remove())

  test.skipIf(sshd === undefined)('makes the same of each configuration', { timeout: 0 }, async () => {
    const { loaded, all } = await compareAll(sshd as RealSshd, share)
    console.info(`${sshd?.package}: ${all} configurations alike, ${loaded} of them loaded, ${all - loaded} refused`)
    // Most must say something.
    expect(loaded).toBeGreaterThan(all / 2)
  })
})
