import { expect, it } from 'vitest'
import { TextLines } from './text-lines'

it('[QA8] lines are counted from 1, and a last line break begins no line', () => {
  const text = 'ab\n\r\ncd\r\n\nefg\n'
  const lines = new TextLines(text)
  const all = Array.from({ length: lines.count }, (_, at) =>
    text.slice(lines.start(at + 1), lines.end(at + 1)),
  )
  expect(all).toEqual(['ab', '', 'cd', '', 'efg'])
  expect([0, 2, 3, 5, 10, 13].map((offset) => lines.lineAt(offset))).toEqual([1, 1, 2, 3, 5, 5])
  expect(lines.columnAt(12)).toBe(3)
  expect(new TextLines('').count).toBe(1)
  expect(new TextLines('x').end(1)).toBe(1)
})

it('[QA8] finds every line of a large text', () => {
  const lines = new TextLines('0123456\n'.repeat(100_000))
  expect(lines.count).toBe(100_000)
  expect(lines.lineAt(8 * 77_777 + 3)).toBe(77_778)
})
