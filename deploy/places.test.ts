import { describe, expect, it } from 'vitest'
import { mayImport, placeOf } from './import-table'
import { parseSource, readSourceFiles, type SourceFile } from './source-files'

const files = readSourceFiles()
const paths = (found: readonly SourceFile[]) => found.map((file) => file.path)

/** Reads the environment outside server/config.ts: only what is a program of its own. */
const MAY_READ_ENVIRONMENT = /^(server\/config\.ts|(bench|deploy|e2e)\/)|^[^/]+$/

describe('the places of design.md', () => {
  it('[TREE1] every file has a place, and imports only what the table lets it', () => {
    const placeless = files.filter((file) => file.path.includes('/') && !placeOf(file.path))
    expect(paths(placeless)).toEqual([])

    const violations = files.flatMap((file) =>
      file.imports
        .filter((target) => !mayImport(file.path, target, file.isTest))
        .map((target) => `${file.path} imports ${target}`),
    )
    expect(violations).toEqual([])
  })

  it('[TREE1] the table tells a box from its neighbour and the root from both', () => {
    expect(mayImport('server/stream/hub.ts', 'lib/window/ring.ts', false)).toBe(true)
    expect(mayImport('server/stream/hub.ts', 'server/ingest/service.ts', false)).toBe(false)
    expect(mayImport('server/stream/hub.ts', 'server/config.ts', false)).toBe(false)
    expect(mayImport('server/app-server.ts', 'server/stream/hub.ts', false)).toBe(true)
    expect(mayImport('lib/market/pair.ts', 'lib/window/ring.ts', false)).toBe(false)
    expect(mayImport('components/stream/store.ts', 'components/grid/card.tsx', false)).toBe(false)
    expect(mayImport('e2e/grid.spec.ts', 'lib/market/pair.ts', true)).toBe(false)
  })

  it('[TREE1] import lines are read in every form', () => {
    // Written so that this file is not taken to import it.
    const q = "'"
    const source = [
      "import { a } from './pair'",
      "import type {\n  B,\n} from '@/lib/market/symbol'",
      "export { c } from 'zod'",
      "import 'node:fs'",
      "// import './quote'",
      `const d = await import(${q}./quote${q})`,
    ].join('\n')
    const { imports, packages } = parseSource('lib/market/x.ts', source)
    expect(imports).toEqual(['lib/market/pair.ts', 'lib/market/symbol.ts', 'lib/market/quote.ts'])
    expect(packages).toEqual(['zod', 'node:fs'])
  })

  it('[TREE2] no import forms a circle', () => {
    expect(findCircles(files)).toEqual([])
    const circle = ['a', 'b', 'c'].map((name, at, all) =>
      Object.assign(parseSource(name, ''), { imports: [all[(at + 1) % 3]!] }),
    )
    expect(findCircles(circle)).toEqual(['a -> b -> c -> a'])
  })

  it('[TREE3] lib does no input or output: it imports nothing of Node.js', () => {
    const pure = files.filter((file) => file.path.startsWith('lib/') && !file.isTest)
    expect(
      paths(pure.filter((file) => file.packages.some((name) => /^(node:|ws$)/.test(name)))),
    ).toEqual([])
  })

  it('[TREE4] the environment is read in server/config.ts alone', () => {
    const readers = files.filter((file) => !file.isTest && /\bprocess\.env\b/.test(file.text))
    expect(paths(readers).filter((path) => !MAY_READ_ENVIRONMENT.test(path))).toEqual([])
  })

  it('[TREE5] no file is named for being useful, and none only passes on what others export', () => {
    const vague = /(^|\/)(utils?|helpers?|common|misc|index)(\.|\/)/i
    expect(paths(files).filter((path) => vague.test(path))).toEqual([])
    expect(paths(files.filter((file) => /^export \* /m.test(file.text)))).toEqual([])
  })

  it('[TREE6] default exports stand only where Next.js or a tool asks for them', () => {
    const mayDefault = /^app\/|\.config\.(ts|mjs)$/
    const defaults = files.filter((file) => /^export default /m.test(file.text))
    expect(paths(defaults).filter((path) => !mayDefault.test(path))).toEqual([])
  })
})

/** Every circle once, written as the way round it. */
function findCircles(all: readonly SourceFile[]): string[] {
  const importsOf = new Map(all.map((file) => [file.path, file.imports]))
  const finished = new Set<string>()
  const circles: string[] = []
  const visit = (file: string, way: readonly string[]) => {
    const seenAt = way.indexOf(file)
    if (seenAt >= 0) circles.push([...way.slice(seenAt), file].join(' -> '))
    if (seenAt >= 0 || finished.has(file)) return
    for (const target of importsOf.get(file) ?? []) visit(target, [...way, file])
    finished.add(file)
  }
  for (const file of importsOf.keys()) visit(file, [])
  return circles
}
