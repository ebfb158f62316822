import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { ROOT } from './bundle.mjs'

const FOLDERS = ['app', 'bench', 'components', 'deploy', 'e2e', 'lib', 'server']
const SOURCE = /\.(ts|tsx|mjs)$/
const TEST = /\.(test|spec|test-thread)\.tsx?$|\/testing\//

const COMMENT = /\/\*[^]*?\*\/|(?<![:'"`])\/\/.*$/gm
/** `from 'x'`, `import 'x'` and `import('x')`; type-only ones count like all others. */
const IMPORT =
  /^(?:import|export)\b[^'"`;]*\bfrom\s+'([^'\n]+)'|^import\s+'([^'\n]+)'|\bimport\('([^'\n]+)'\)/gm

export interface SourceFile {
  /** Relative to the root, with `/`. */
  path: string
  text: string
  isTest: boolean
  /** Project files it imports (paths relative to the root). */
  imports: string[]
  /** Everything else it imports, as written. */
  packages: string[]
}

/** Every file of ours that is code, tests included, and the configuration files at the root. */
export function readSourceFiles(): SourceFile[] {
  const atRoot = readdirSync(ROOT).filter((name) => SOURCE.test(name))
  const inFolders = FOLDERS.filter((folder) => existsSync(path.join(ROOT, folder))).flatMap(
    (folder) =>
      readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => SOURCE.test(name))
        .map((name) => path.posix.join(folder, name.replaceAll(path.sep, '/'))),
  )
  return [...atRoot, ...inFolders]
    .filter((file) => file !== 'next-env.d.ts')
    .map((file) => parseSource(file, readFileSync(path.join(ROOT, file), 'utf8')))
}

/** Reads the import lines of one file. */
export function parseSource(file: string, text: string): SourceFile {
  const code = text.replace(COMMENT, '')
  const specifiers = Array.from(code.matchAll(IMPORT), ([, a, b, c]) => a ?? b ?? c ?? '')
  const imports: string[] = []
  const packages: string[] = []
  for (const specifier of specifiers) {
    const target = resolveInProject(file, specifier)
    if (target === undefined) packages.push(specifier)
    else imports.push(target)
  }
  return { path: file, text: code, isTest: TEST.test(file), imports, packages }
}

function resolveInProject(file: string, specifier: string): string | undefined {
  const base = specifier.startsWith('@/')
    ? specifier.slice(2)
    : specifier.startsWith('.')
      ? path.posix.join(path.posix.dirname(file), specifier)
      : undefined
  if (base === undefined) return undefined
  const candidates = [base, `${base}.ts`, `${base}.tsx`, `${base}/index.ts`, `${base}.d.ts`]
  return (
    candidates.find(
      (candidate) => SOURCE.test(candidate) && existsSync(path.join(ROOT, candidate)),
    ) ?? base
  )
}
