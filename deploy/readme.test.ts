import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { SETTING_ROWS } from '@/server/settings'
import { ROOT } from './bundle.mjs'
import { tableOf } from './readme-table'

/** `` `5000` `` -> `5000`; an empty cell is a variable that is not set. */
const plain = (cell = '') => cell.replace(/^`(.*)`$/, '$1')

/** Targets of `[text](target)` that are files of the project. */
function linkedFiles(document: string): string[] {
  const text = readFileSync(path.join(ROOT, document), 'utf8')
  const targets = Array.from(text.matchAll(/\]\(([^)\s]+)\)/g), ([, target]) => target ?? '')
  return targets
    .filter((target) => !/^(https?:|#)/.test(target))
    .map((target) => path.posix.join(path.posix.dirname(document), target.replace(/#.*/, '')))
}

describe('the README', () => {
  it('[TREE8] lists every environment variable with its default and meaning, and no other', () => {
    const listed = tableOf('Configuration').map(([name, value, meaning]) => ({
      name: plain(name),
      default: plain(value),
      meaning,
    }))
    expect(listed).toEqual(SETTING_ROWS)
  })

  it('[TREE8] gives each configurable limit the default it has', () => {
    const defaults = new Map(SETTING_ROWS.map((row) => [row.name, row.default]))
    const limits = tableOf('Limits')
      .map(([, value, variable]) => ({ variable: plain(variable), value: plain(value) }))
      .filter(({ variable }) => variable !== '')
    expect(limits.length).toBeGreaterThan(10)
    expect(limits).toEqual(
      limits.map(({ variable }) => ({ variable, value: defaults.get(variable) })),
    )
  })

  it('[TREE9] and the documents link to files that exist', () => {
    const inDocs = readdirSync(path.join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    const documents = [
      'README.md',
      ...inDocs.filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`),
    ]
    const files = documents.flatMap(linkedFiles)
    expect(files).toContain('docs/development.md')
    expect(files.filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([])
  })
})
