// Makes dist/agent.js: the agent as one file, as it ships.
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = resolve(fileURLToPath(import.meta.url), '../..')

/** Bundles the agent into `out`. */
export async function bundleAgent(out: string): Promise<void> {
  await build({
    entryPoints: [resolve(root, 'agent/cli/main.ts')],
    outfile: out,
    bundle: true,
    platform: 'node',
    target: 'node26',
    format: 'esm',
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
    // Packages in CommonJS ask for Node.js's own modules by `require`.
    banner: {
      js: "import { createRequire as merlonRequire } from 'node:module'; const require = merlonRequire(import.meta.url);",
    },
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundleAgent(resolve(root, 'dist/agent.js'))
