import BetterSqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { keepStatements, runStatement } from '../../../collector/store/sqlite-statements.ts'

/** A database whose disk can be full. */
function open() {
  const database = new BetterSqlite(':memory:')
  const statements = keepStatements(database)
  const run = (text: string, ...parameters: unknown[]) => runStatement(statements, text, parameters)
  run('create table t (a text)')
  return {
    run,
    put: (text: string) => run('insert into t values (?)', text),
    rows: () => run('select a from t').rows.length,
    fill: () => database.pragma(`max_page_count = ${database.pragma('page_count', { simple: true })}`),
    empty: () => database.pragma('max_page_count = 100000'),
  }
}

const much = 'm'.repeat(100_000)

test('a transaction that a full disk ended takes nothing more, and is over when it is rolled back', () => {
  const { run, put, rows, fill, empty } = open()
  run('begin immediate')
  put('before')
  fill()
  expect(() => put(much)).toThrow(/cannot grow/)
  for (const end of [() => put('behind'), rows, () => run('commit')]) expect(end).toThrow(/gave the transaction up/)
  expect(run('rollback')).toEqual({ rows: [], changes: 0 })
  empty()
  expect(rows()).toBe(0)
  put('alone')
  run('begin')
  put('in another')
  run('commit')
  expect(rows()).toBe(2)
})

test('without a transaction a full disk costs the one statement', () => {
  const { put, rows, fill, empty } = open()
  fill()
  expect(() => put(much)).toThrow(/cannot grow/)
  empty()
  put(much)
  expect(rows()).toBe(1)
})
