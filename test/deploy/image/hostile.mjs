// In the agent's place: tries everything that the filter has to refuse, and what Node.js needs. Prints one JSON object: a name,
// and what came of it. Arguments: a directory that it may write but for the filter, a socket, a process of someone else.
import { spawnSync } from 'node:child_process'
import { lookup } from 'node:dns/promises'
import * as fs from 'node:fs'
import { createServer } from 'node:http2'
import { connect } from 'node:net'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'

const [directory, socket, pid] = process.argv.slice(2)
const file = join(directory, 'file')
const results = {}
const attempt = (name, work) => {
  try {
    work()
    results[name] = 'done'
  } catch (error) {
    results[name] = error.code ?? error.message
  }
}
const open = (path, flags) => fs.closeSync(fs.openSync(path, flags))

attempt('write', () => open(file, 'r+'))
attempt('append', () => open(file, 'a'))
attempt('truncate', () => fs.truncateSync(file, 0))
attempt('create', () => open(join(directory, 'new'), 'w'))
attempt('mkdir', () => fs.mkdirSync(join(directory, 'new')))
attempt('unlink', () => fs.unlinkSync(file))
attempt('rmdir', () => fs.rmdirSync(join(directory, 'empty')))
attempt('rename', () => fs.renameSync(file, join(directory, 'other')))
attempt('link', () => fs.linkSync(file, join(directory, 'other')))
attempt('symlink', () => fs.symlinkSync(file, join(directory, 'other')))
attempt('chmod', () => fs.chmodSync(file, 0o777))
attempt('chown', () => fs.chownSync(file, 0, 0))
attempt('utimes', () => fs.utimesSync(file, 0, 0))
attempt('through /proc', () => open(`/proc/${pid}/root${file}`, 'r+'))
attempt('memory of another', () => open(`/proc/${pid}/mem`, 'r+'))
attempt('score of another', () => open(`/proc/${pid}/oom_score_adj`, 'w'))
attempt('signal', () => process.kill(Number(pid), 0))
attempt('own signal', () => process.kill(process.pid, 0))
attempt('pipes to a child', () => {
  const { error } = spawnSync(process.execPath, ['--version'])
  if (error) throw error
})
attempt('read', () => fs.readFileSync(file))
attempt('list', () => fs.readdirSync(directory))
attempt('descriptor 3', () => {
  fs.writeSync(3, 'event', 0)
  fs.fdatasyncSync(3)
  if (fs.readFileSync(`/proc/self/fd/3`, 'utf8').slice(0, 5) !== 'event') throw new Error('not written')
})

const ended = (emitter, good) =>
  new Promise((done) => emitter.once(good, () => done('done')).once('error', (error) => done(error.code)))
results.socket = await ended(connect(socket), 'connect')
results.worker = await ended(new Worker('0', { eval: true }), 'exit')
results.dns = await lookup('localhost').then(
  () => 'done',
  (error) => error.code,
)
const server = createServer().listen(0, '127.0.0.1')
results.listen = await ended(server, 'listening')
results.connect = await ended(connect(server.address().port, '127.0.0.1'), 'connect')
process.on('SIGTERM', () => undefined)
process.stdout.write(`${JSON.stringify(results)}\n`)
process.exit()
