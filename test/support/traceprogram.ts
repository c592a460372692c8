// Follows a prepared trace instance as whoever it is started as: prints its source, then each start, until its input ends.
import { openFollower } from '../../agent/processes/follow.ts'
import { openSource } from '../../agent/processes/source.ts'

const [tracefs = '', instance = ''] = process.argv.slice(2)
const print = (value: unknown) => void process.stdout.write(`${JSON.stringify(value)}\n`)
const source = openSource({ status: 'observed', value: tracefs }, instance)
const follower = openFollower({ prefix: '/', source, commandLines: 'off', digests: false, started: print })
print({ ...follower.source(), uid: process.getuid?.() })
follower.run()
process.stdin.resume()
process.stdin.once('end', async () => {
  await follower.stop()
  print({ loss: follower.loss() })
})
