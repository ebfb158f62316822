import { describe, expect, it } from 'vitest'
import { excerpt } from './excerpt'
import { planRows, type Mark } from './json-rows'
import { JsonScan } from './json-scan'
import { RowIndex } from './row-index'
import { TextLines } from './text-lines'

const ENTRIES = 100
/** Lines 1 and 2, then a hundred entries on lines 3 to 102, then 103 to 105. */
const TEXT = `{
  "a": [
${Array.from({ length: ENTRIES }, (_, at) => `    {"v": ${at}}`).join(',\n')}
  ],
  "b": 1
}
`

function rowsOf(text: string, paths: readonly string[] = [], unfolded: number[] = []): string[] {
  const scan = new JsonScan(text, paths)
  while (!scan.advance(Infinity));
  const marks = paths.map((path): Mark => ({ ...scan.spanOf(path)!, message: path }))
  const index = new RowIndex(
    planRows(new TextLines(text), scan.longArrays, marks, new Set(unfolded)),
  )
  return Array.from({ length: index.count }, (_, at) => {
    const row = index.at(at)
    if (row.kind === 'line') return String(row.line)
    if (row.kind === 'fold') return `${row.stretch.from}-${row.stretch.to} ${row.stretch.words}`
    return row.kind === 'message' ? row.stretch.mark.message : `!${row.stretch.line}`
  })
}

describe(planRows, () => {
  it('[QA9] hides the inside of a long array and says how many entries it has', () => {
    expect(rowsOf(TEXT)).toEqual(['1', '2', '3-102 100 entries', '103', '104', '105'])
    expect(rowsOf('{\n"a": [1,\n2]\n}')).toEqual(['1', '2', '3', '4'])
  })

  it('[QA10] never hides a fault and the lines around it; the fault stands beneath its line', () => {
    expect(rowsOf(TEXT, ['a[50].v'])).toEqual([
      '1', '2', '3-50 48 lines', '51', '52', '!53', 'a[50].v', '54', '55', '56-102 47 lines',
      '103', '104', '105',
    ]) // prettier-ignore
    expect(rowsOf(TEXT, ['a[0].v', 'b'])).toEqual([
      '1', '2', '!3', 'a[0].v', '4', '5', '6-102 97 lines', '103', '!104', 'b', '105',
    ]) // prettier-ignore
  })

  it('[QA10] two faults of one line have a row each', () => {
    expect(rowsOf('[\n1, 2\n]', ['[1]', '[0]'])).toEqual(['1', '!2', '[0]', '!2', '[1]', '3'])
  })

  it('[QA11] a person can open what is hidden, and then what is hidden within', () => {
    expect(rowsOf(TEXT, [], [TEXT.indexOf('[')])).toHaveLength(105)
    const inner = `[\n${Array(40).fill('0').join(',\n')}\n]`
    const nested = `[\n${Array(40).fill(inner).join(',\n')}\n]`
    expect(rowsOf(nested)).toEqual(['1', '2-1681 40 entries', '1682'])
    expect(rowsOf(nested, [], [0]).slice(0, 4)).toEqual(['1', '2', '3-42 40 entries', '43'])
  })

  it('[QA12] a large text costs no row of its own', () => {
    const index = new RowIndex(planRows(new TextLines('1\n'.repeat(900_000)), [], [], new Set()))
    expect(index.count).toBe(500_000)
    expect(index.at(499_999)).toEqual({ kind: 'line', line: 500_000 })
  })
})

describe(excerpt, () => {
  const line = `{"x": "${'-'.repeat(3_000)}", "bad": -1, "y": "${'-'.repeat(3_000)}"}`

  it('[QA13] cuts long lines, around the fault if there is one', () => {
    const start = line.indexOf('-1')
    const cut = excerpt(line, 0, line.length, 90, { start, end: start + 2 })
    expect(cut.before).toHaveLength(30)
    expect(cut.marked).toBe('-1')
    expect(cut.before.length + cut.marked.length + cut.after.length).toBe(400)
    expect([cut.isCutLeft, cut.isCutRight]).toEqual([true, true])
    const plain = excerpt(line, 0, line.length, 90)
    expect([plain.before, plain.marked, plain.after]).toEqual(['', '', line.slice(0, 400)])
  })

  it.each([45, 90])('[QA13] a fault stands within a view of %i characters', (columns) => {
    for (let start = 0; start < 1_000; start += 7) {
      const { before, marked } = excerpt(line, 0, line.length, columns, { start, end: start + 8 })
      expect(marked).toHaveLength(8)
      expect(before.length + marked.length).toBeLessThan(columns)
    }
  })

  it('[QA13] shows short lines whole, and marks a value to the end of its line', () => {
    expect(excerpt('ab\n[1,\n2]', 3, 6, 90, { start: 3, end: 9 })).toEqual({
      before: '',
      marked: '[1,',
      after: '',
      isCutLeft: false,
      isCutRight: false,
    })
  })
})
