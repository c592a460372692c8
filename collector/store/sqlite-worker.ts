// The thread that writes to a SQLite file: waiting for the disk holds up nothing else. It gets lists of statements.
import { parentPort, workerData } from 'node:worker_threads'
import type BetterSqlite from 'better-sqlite3'
import type { SqliteDatabase } from 'kysely'
import { openFile } from './sqlite-file.ts'
import { keepStatements, runStatement } from './sqlite-statements.ts'
import { parametersOf, type WriterMessage, type WriterReply, type WriterStart } from './sqlite-writer.ts'

const port = parentPort
if (!port) throw new Error('this is a thread of the store')
const { file, busyTimeout } = workerData as WriterStart

try {
  const database = openFile(file, busyTimeout)
  const statements = keepStatements(database)
  port.on('message', ({ requests, bytes }: WriterMessage) => {
    port.postMessage(requests.map((each) => answered(database, statements, each.text, parametersOf(each, bytes))))
    if (!database.open) port.close()
  })
  port.postMessage([{ rows: [] }] satisfies WriterReply[])
} catch (error) {
  port.postMessage([failure(error)] satisfies WriterReply[])
}

function answered(
  database: BetterSqlite.Database,
  statements: SqliteDatabase,
  text: string | undefined,
  parameters: readonly unknown[],
): WriterReply {
  try {
    if (text === undefined) database.close()
    return text === undefined ? { rows: [] } : runStatement(statements, text, parameters)
  } catch (error) {
    return failure(error)
  }
}

/** What of an error survives the way to the other thread. */
function failure(error: unknown): Pick<WriterReply, 'rows' | 'failure'> {
  const { name, message, code, cause } = error as Error & { code?: string; cause?: { code?: string } }
  return { rows: [], failure: { name, message, code: code ?? cause?.code } }
}
