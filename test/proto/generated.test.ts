import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
// Nothing of the contract itself is imported here: it configures the library that generates.
import { generate } from '../../scripts/generate.ts'

const generated = fileURLToPath(new URL('../../proto/gen', import.meta.url))

test('the generated code is that of the contract: `npm run generate` changes nothing', async () => {
  const fresh = mkdtempSync(join(tmpdir(), 'merlon-test-'))
  onTestFinished(() => rmSync(fresh, { recursive: true }))
  await generate(fresh)
  expect(readdirSync(fresh).sort()).toEqual(readdirSync(generated).sort())
  const isCurrent = (name: string) => readFileSync(join(generated, name)).equals(readFileSync(join(fresh, name)))
  expect(readdirSync(fresh).filter((name) => !isCurrent(name))).toEqual([])
})

test('no code of it is made at run time', () => {
  expect(readFileSync(join(generated, 'merlon.js'), 'utf8')).not.toMatch(/\beval\(|new Function|\bFunction\(/)
})
