import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { bundle, ROOT } from './bundle.mjs'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the bundled programs and threads lie: `main.js`, `ingest.thread.js`, ... */
    bundleDir: string
  }
}

/** Bundles what vitest cannot load itself. A folder per run, so that two runs never meet. */
export async function setup(project: TestProject): Promise<() => void> {
  const bundleDir = path.join(ROOT, 'node_modules/.cache/spreadscope', `test-${process.pid}`)
  mkdirSync(bundleDir, { recursive: true })
  await bundle({ outdir: bundleDir, tests: true })
  project.provide('bundleDir', bundleDir)
  return () => rmSync(bundleDir, { recursive: true, force: true })
}
