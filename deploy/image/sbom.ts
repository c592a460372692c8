// What an image is made of: a bill of materials in CycloneDX, and the licences of all packages in it. Without times and
// random numbers: the same sources give the same bytes.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { version } from '../../lib/version.ts'

/** A package by its place below `node_modules`. */
export interface Component {
  readonly place: string
}

interface Manifest {
  readonly name: string
  readonly version: string
  readonly license?: string
}

interface Locked {
  readonly version?: string
  readonly integrity?: string
}

/** A CycloneDX 1.6 document. Versions and licences are those of what is installed, hashes those of the lock file. */
export function sbom(root: string, name: string, components: readonly Component[]): string {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Readonly<Record<string, Locked>>
  }
  const entries = components.map(({ place }) => {
    const manifest = manifestOf(root, place)
    return componentOf(manifest, packages[`node_modules/${place}`])
  })
  const unique = new Map(entries.map((each) => [each['bom-ref'], each]))
  const document = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: { type: 'application', name, version, licenses: [{ license: { id: 'Apache-2.0' } }] },
    },
    components: [...unique.values()].sort((a, b) => (a.purl < b.purl ? -1 : 1)),
  }
  return `${JSON.stringify(document, null, 2)}\n`
}

function componentOf({ name, version, license }: Manifest, locked: Locked | undefined) {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`
  const hash = /^sha512-(.+)$/.exec(locked?.version === version ? (locked.integrity ?? '') : '')?.[1]
  return {
    type: 'library',
    'bom-ref': purl,
    name,
    version,
    purl,
    ...(license === undefined ? {} : { licenses: [{ expression: license }] }),
    ...(hash === undefined
      ? {}
      : { hashes: [{ alg: 'SHA-512', content: Buffer.from(hash, 'base64').toString('hex') }] }),
  }
}

/** The licence texts of Merlon and of all packages, as they ask to be kept with what is made of them. */
export function licences(root: string, components: readonly Component[]): string {
  const own = `# Merlon ${version}\n\n${readFileSync(join(root, 'LICENSE'), 'utf8').trim()}\n`
  const others = components.map(({ place }) => {
    const { name, version, license = 'unknown' } = manifestOf(root, place)
    const directory = join(root, 'node_modules', place)
    const files = existsSync(directory)
      ? readdirSync(directory).filter((file) => /^(licen[cs]e|notice)/i.test(file))
      : []
    const texts = files.sort().map((file) => readFileSync(join(directory, file), 'utf8').trim())
    return [`# ${name} ${version}: ${license}`, ...texts].join('\n\n').concat('\n')
  })
  return [own, ...new Set(others)].join('\n')
}

function manifestOf(root: string, place: string): Manifest {
  return JSON.parse(readFileSync(join(root, 'node_modules', place, 'package.json'), 'utf8')) as Manifest
}
