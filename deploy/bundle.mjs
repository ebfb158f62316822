import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

export const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)))

const PROGRAMS = {
  main: 'server/main.ts',
  serve: 'server/serve.ts',
  aggregator: 'server/aggregator/main.ts',
  compact: 'server/compact.ts',
  analyze: 'server/analyze.ts',
  'mock-load': 'server/mock/load-program.ts',
  bench: 'bench/main.ts',
  'bench-browser': 'bench/browser/main.ts',
  'end-to-end-sender': 'bench/end-to-end/sender.ts',
  'fan-out-plain': 'bench/fan-out/plain.ts',
  'fan-out-socket-io': 'bench/fan-out/socket-io.ts',
  'fan-out-readers': 'bench/fan-out/readers.ts',
  soak: 'bench/soak/main.ts',
  'soak-probe': 'bench/soak/probe.ts',
  'soak-readers': 'bench/soak/readers.ts',
}
const THREAD_FOLDERS = ['server', 'lib', 'bench']
const STREAM_WORKER = 'components/stream/stream.sharedworker.ts'

/**
 * What esbuild is asked for: the programs and threads for Node.js, then the browser's SharedWorker,
 * which Next.js cannot bundle. Names are flat: a thread stands beside the program that starts it.
 *
 * @param {{ outdir: string, tests?: boolean }} options
 * @returns {import('esbuild').BuildOptions[]}
 */
export function bundleOptions({ outdir, tests = false }) {
  const shared = {
    absWorkingDir: ROOT,
    alias: { '@': ROOT },
    bundle: true,
    format: /** @type {const} */ ('esm'),
    logLevel: /** @type {const} */ ('warning'),
  }
  const node = {
    ...shared,
    outdir,
    platform: /** @type {const} */ ('node'),
    target: 'node20',
    sourcemap: true,
  }
  const entries = Object.entries(nodeEntries(tests))
  const isProcess = (/** @type {string} */ name) => name.endsWith('.process')
  const programs = {
    ...node,
    entryPoints: Object.fromEntries(entries.filter(([name]) => !isProcess(name))),
    packages: /** @type {const} */ ('external'),
    // Beside the program that loads it.
    external: ['./serve.js'],
  }
  const processes = {
    ...node,
    entryPoints: Object.fromEntries(entries.filter(([name]) => isProcess(name))),
    // They are started while somebody waits: the many files of a package take 50 ms to find.
    external: ['nodejs-polars'],
  }
  if (tests || !existsSync(path.join(ROOT, STREAM_WORKER))) return [programs, processes]
  const browser = {
    ...shared,
    entryPoints: { 'stream-worker': STREAM_WORKER },
    outdir: path.join(ROOT, 'public/generated'),
    platform: /** @type {const} */ ('browser'),
    target: 'es2022',
    minify: true,
  }
  return [programs, processes, browser]
}

/** @param {{ outdir: string, tests?: boolean }} options */
export async function bundle(options) {
  await Promise.all(bundleOptions(options).map((each) => build(each)))
}

/** @param {boolean} tests */
function nodeEntries(tests) {
  /** @type {Record<string, string>} */
  const entries = {}
  const add = (/** @type {string} */ name, /** @type {string} */ file) => {
    const taken = entries[name]
    if (taken !== undefined)
      throw new Error(`bundle: ${taken} and ${file} would both be ${name}.js`)
    entries[name] = file
  }
  for (const [name, file] of Object.entries(PROGRAMS)) {
    if (existsSync(path.join(ROOT, file))) add(name, file)
  }
  const wanted = tests ? /\.(thread|process|test-thread)\.ts$/ : /\.(thread|process)\.ts$/
  for (const folder of THREAD_FOLDERS) {
    if (!existsSync(path.join(ROOT, folder))) continue
    for (const file of readdirSync(path.join(ROOT, folder), { recursive: true })) {
      if (wanted.test(String(file))) {
        add(path.basename(String(file), '.ts'), path.join(folder, String(file)))
      }
    }
  }
  return entries
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await bundle({ outdir: path.join(ROOT, 'build') })
}
