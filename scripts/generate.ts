// Makes proto/gen/ from proto/merlon/v1/: static code for both sides of the wire, and the schema with its comments for
// rules and the reference. Run `npm run generate` after a change to a .proto; a test proves that it was.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import pbjs from 'protobufjs-cli/pbjs.js'
import pbts from 'protobufjs-cli/pbts.js'

const proto = resolve(fileURLToPath(import.meta.url), '../../proto')

type Cli = { main(args: string[], done: (error: Error | null, output?: string) => void): number | undefined }

function run(cli: Cli, args: string[]): Promise<string> {
  return new Promise((done, fail) => {
    cli.main(args, (error, output) => (error ? fail(error) : done(output ?? '')))
  })
}

/** Writes the generated files into `out`. */
export async function generate(out: string): Promise<void> {
  const sources = (await readdir(join(proto, 'merlon/v1'))).filter((name) => name.endsWith('.proto')).sort()
  const files = sources.map((name) => join(proto, 'merlon/v1', name))
  const common = ['--path', proto, '--force-number', '--null-semantics']
  await mkdir(out, { recursive: true })
  const module = [
    ...['-t', 'static-module', '-w', 'esm', '--dependency', 'protobufjs/minimal.js'],
    ...['--no-service', '--no-delimited', '--no-typeurl', '--no-verify', '--no-convert', '--no-create'],
    ...common,
  ]
  // The declarations are made from the comments; the code that ships does without them.
  await writeFile(join(out, 'merlon.js'), await run(pbjs as Cli, [...module, ...files]))
  await writeFile(join(out, 'merlon.d.ts'), await run(pbts as Cli, [join(out, 'merlon.js')]))
  await writeFile(join(out, 'merlon.js'), await run(pbjs as Cli, [...module, '--no-comments', ...files]))
  const schema = await run(pbjs as Cli, ['-t', 'json', ...common, '--alt-comment', ...files])
  await writeFile(join(out, 'schema.json'), schema)
  await writeFile(join(out, 'comments.json'), `${JSON.stringify(await comments(sources), null, 1)}\n`)
}

/** The comment above each message, field, enum and method: `Message.field` → text. */
async function comments(sources: string[]): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const name of sources) {
    const scope: string[] = []
    let above: string[] = []
    for (const line of (await readFile(join(proto, 'merlon/v1', name), 'utf8')).split('\n')) {
      const text = line.trim()
      if (text.startsWith('//')) {
        above.push(text.slice(2).trim())
        continue
      }
      const opened = /^(?:message|enum|service|oneof)\s+(\w+)\s*\{/.exec(text)
      const member = /^(?:rpc\s+(\w+)|(?:repeated\s+|optional\s+)?[\w.]+\s+(\w+)\s*=|(\w+)\s*=)/.exec(text)
      const key = opened?.[1] ?? member?.[1] ?? member?.[2] ?? member?.[3]
      if (key && above.length > 0) found[[...scope, key].join('.')] = above.join(' ')
      if (opened?.[1] && !text.endsWith('}')) scope.push(opened[1])
      if (text === '}') scope.pop()
      above = []
    }
  }
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await generate(join(proto, 'gen'))
