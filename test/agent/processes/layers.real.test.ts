// The layers of a real overlay, by programs that start in them.
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { directory, missing, sharedFollowing } from '../../support/following.ts'
import { isRoot } from '../../support/host.ts'

const overlayScript = (base: string, body: string) =>
  `mkdir -p ${base}/up ${base}/work ${base}/merged && mount -t overlay overlay -o lowerdir=/,upperdir=${base}/up,workdir=${base}/work ${base}/merged && ${body}`
const overlayBase = join(directory, 'overlay')
mkdirSync(overlayBase)
const overlays =
  isRoot &&
  spawnSync('unshare', ['-m', 'sh', '-c', overlayScript(join(directory, 'try'), 'true')], { stdio: 'ignore' })
    .status === 0
if (!overlays) console.warn('not run: overlays cannot be mounted here')

test.skipIf(missing !== '' || !overlays)('image, writable layer, copies of it, volumes and memory', async () => {
  const { starts } = sharedFollowing()
  const merged = `${overlayBase}/merged`
  const inside = [
    `touch /dev/null; chmod 0700 /usr/bin/sleep`,
    `cp /usr/bin/sleep /usr/bin/added`,
    `cp /usr/bin/sleep /usr/bin/tail && echo x >> /usr/bin/tail`,
    `cp /usr/bin/sleep /mnt/involume; cp /usr/bin/sleep /media/intmpfs`,
    `exec /bin/sh -c '/usr/bin/sleep 600 & /usr/bin/added 600 & /usr/bin/tail 600 & /mnt/involume 600 & /media/intmpfs 600 & read x'`,
  ].join(';')
  const script = overlayScript(
    overlayBase,
    `mkdir -p ${overlayBase}/volume && mount --bind ${overlayBase}/volume ${merged}/mnt && mount -t tmpfs t ${merged}/media && exec chroot ${merged} /bin/sh -c "${inside.replaceAll('$', '\\$')}"`,
  )
  const child = spawn('unshare', ['-m', 'sh', '-c', script], { stdio: ['pipe', 'ignore', 'ignore'], detached: true })
  onTestFinished(() => void process.kill(-(child.pid as number), 'SIGKILL'))
  const of = async (part: string) => {
    const start = await vi.waitFor(async () => {
      const its = (await starts(part)).find(
        ({ pathSource, creators }) => pathSource === 'process' && creators.some(({ pid }) => pid === child.pid),
      )
      expect(its).toBeDefined()
      return its
    }, 60_000)
    return [start?.layer, start?.layerReason, start?.signals.includes('writable-layer')]
  }
  expect(await of('/usr/bin/added')).toEqual(['upper', 'not in the image', true])
  expect(await of('/usr/bin/sleep')).toEqual(['image-lower', 'owner or mode changed', false])
  expect(await of('/usr/bin/tail')).toEqual(['upper', 'changed since the image', true])
  expect(await of('/mnt/involume')).toEqual(['volume', '', false])
  expect(await of('/media/intmpfs')).toEqual(['tmpfs', '', false])
})
