import { Kysely } from 'kysely'
import { expect, test } from 'vitest'
import type { Tables } from '../../../collector/store/schema.ts'
import type { Answer } from '../../../collector/store/sqlite-statements.ts'
import { ThreadsDialect } from '../../../collector/store/sqlite-threads.ts'
import { StoreError } from '../../../collector/store/store.ts'

test('what waits for a database that does not keep up is bounded: more is refused, and the rest goes on', async () => {
  const answers: ((answer: Answer) => void)[] = []
  const writer = {
    run: () => new Promise<Answer>((done) => answers.push(done)),
    close: async () => undefined,
  }
  const db = new Kysely<Tables>({ dialect: new ThreadsDialect({ writer, readers: [] }, 3) })
  const put = (name: string) => db.insertInto('clusters').values({ cluster_id: name, name, sequence: 0 }).execute()
  const asked = ['a', 'b', 'c', 'd'].map(put)
  await expect.poll(() => answers.length).toBe(1)
  const refused = put('e')
  await expect(refused).rejects.toThrow(StoreError)
  await expect(refused).rejects.toThrow('does not keep up')
  for (const [at, each] of asked.entries()) {
    await expect.poll(() => answers.length).toBe(at + 1)
    answers[at]?.({ rows: [], changes: 1 })
    await each
  }
  await db.destroy()
})
