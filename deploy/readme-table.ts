import { readFileSync } from 'node:fs'
import path from 'node:path'
import { ROOT } from './bundle.mjs'

/** Cells of the rows of the table in a section of the README, without its two heading rows. */
export function tableOf(heading: string): string[][] {
  const readme = readFileSync(path.join(ROOT, 'README.md'), 'utf8')
  const section = readme.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  const rows = section.split('\n').filter((line) => line.startsWith('|'))
  return rows.slice(2).map((row) =>
    row
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  )
}
