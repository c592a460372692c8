import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** Builds the dashboard. The page's content security policy allows files of its own only: nothing is inlined. */
export default defineConfig({
  root: path('collector/web'),
  plugins: [react()],
  build: {
    outDir: path('dist/web'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: false,
    // What is shipped to browsers carries the licences of what it was made from.
    license: { fileName: 'licenses.md' },
  },
})
