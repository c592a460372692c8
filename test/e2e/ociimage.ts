// Another image made of one: an archive with some files replaced, as an OCI layer above the others.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

interface Descriptor {
  mediaType: string
  digest: string
  size: number
  annotations?: Record<string, string>
}
interface Manifest {
  config: Descriptor
  layers: Descriptor[]
}

/** Writes an archive that has these files, by their paths, above what `from` has, under another name. */
export function deriveImage(from: string, to: string, name: string, files: Readonly<Record<string, Buffer>>): void {
  const directory = mkdtempSync(join(tmpdir(), 'merlon-image-'))
  try {
    execFileSync('tar', ['-C', directory, '-xf', from])
    const blob = (digest: string) => join(directory, 'blobs/sha256', digest.replace('sha256:', ''))
    const keep = (bytes: Buffer, mediaType: string): Descriptor => {
      const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`
      writeFileSync(blob(digest), bytes)
      return { mediaType, digest, size: bytes.length }
    }
    const read = <Json>(path: string) => JSON.parse(readFileSync(path, 'utf8')) as Json
    const index = read<{ manifests: Descriptor[] }>(join(directory, 'index.json'))
    const manifest = read<Manifest>(blob(index.manifests[0]?.digest ?? ''))
    const config = read<{ rootfs: { diff_ids: string[] }; history?: object[] }>(blob(manifest.config.digest))
    const layer = keep(layerOf(files), 'application/vnd.oci.image.layer.v1.tar')
    config.rootfs.diff_ids.push(layer.digest)
    config.history?.push({ created_by: 'replaced files' })
    manifest.layers.push(layer)
    manifest.config = keep(Buffer.from(JSON.stringify(config)), manifest.config.mediaType)
    const made = keep(Buffer.from(JSON.stringify(manifest)), 'application/vnd.oci.image.manifest.v1+json')
    index.manifests = [{ ...made, annotations: { 'org.opencontainers.image.ref.name': name } }]
    writeFileSync(join(directory, 'index.json'), JSON.stringify(index))
    execFileSync('tar', ['-C', directory, '-cf', to, 'index.json', 'oci-layout', 'blobs'])
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

function layerOf(files: Readonly<Record<string, Buffer>>): Buffer {
  const directory = mkdtempSync(join(tmpdir(), 'merlon-layer-'))
  try {
    for (const [path, bytes] of Object.entries(files)) {
      mkdirSync(dirname(join(directory, path)), { recursive: true })
      writeFileSync(join(directory, path), bytes, { mode: 0o644 })
    }
    const names = Object.keys(files).map((path) => path.replace(/^\//, ''))
    const args = ['-C', directory, '--owner=0', '--group=0', '--numeric-owner', '-c', ...names]
    return execFileSync('tar', args, { maxBuffer: 2 ** 28 })
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}
