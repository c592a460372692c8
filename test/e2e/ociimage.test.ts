import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporary } from '../support/collector.ts'
import { deriveImage } from './ociimage.ts'

test('a derived image has one layer more, a name of its own, and hashes that hold', () => {
  const directory = temporary()
  const [source, target] = ['source', 'target'].map((each) => join(directory, each)) as [string, string]
  mkdirSync(join(source, 'blobs/sha256'), { recursive: true })
  mkdirSync(target)
  const keep = (value: object) => {
    const bytes = Buffer.from(JSON.stringify(value))
    const digest = createHash('sha256').update(bytes).digest('hex')
    writeFileSync(join(source, 'blobs/sha256', digest), bytes)
    return { mediaType: 'application/json', digest: `sha256:${digest}`, size: bytes.length }
  }
  const config = keep({ rootfs: { diff_ids: ['sha256:0'] }, history: [] })
  const manifest = keep({ config, layers: [{ digest: 'sha256:0' }] })
  writeFileSync(join(source, 'index.json'), JSON.stringify({ manifests: [manifest] }))
  writeFileSync(join(source, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}')
  const [from, to] = [join(directory, 'from.tar'), join(directory, 'to.tar')]
  execFileSync('tar', ['-C', source, '-cf', from, '.'])

  deriveImage(from, to, 'localhost/other:2', { '/app/x.js': Buffer.from('1') })
  execFileSync('tar', ['-C', target, '-xf', to])
  const read = (digest: string) => {
    const bytes = readFileSync(join(target, 'blobs', digest.replace(':', '/')))
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(digest.slice('sha256:'.length))
    return bytes
  }
  const index = JSON.parse(readFileSync(join(target, 'index.json'), 'utf8'))
  expect(index.manifests[0].annotations).toEqual({ 'org.opencontainers.image.ref.name': 'localhost/other:2' })
  const made = JSON.parse(read(index.manifests[0].digest).toString())
  expect(made.layers).toHaveLength(2)
  const layer = read(made.layers[1].digest)
  expect(execFileSync('tar', ['-xOf', '-', 'app/x.js'], { input: layer, encoding: 'utf8' })).toBe('1')
  expect(JSON.parse(read(made.config.digest).toString()).rootfs.diff_ids).toEqual(['sha256:0', made.layers[1].digest])
})
