import { describe, expect, it } from 'vitest'
import { JsonScan } from './json-scan'
import { answeredOutcome, syntaxOutcome } from './outcome'
import { TextLines } from './text-lines'

const TEXT = '{\n  "opportunities": [],\n  "windows": [\n    { "exchange": "Bynance" }\n  ]\n}\n'
const LINES = new TextLines(TEXT)

const LOADED = {
  status: 'mock data loaded' as const,
  opportunities: 1,
  windows: 2,
  points: 7_200,
  largest_window_points: 3_600,
  rejected: { crossed: 12, future: 0 },
  dropped_bars: 0,
  bytes: 1_000_000,
  loaded_at: null,
  expires_at: null,
}

function answered(paths: readonly string[], more: number, wish: 'check' | 'load') {
  const scan = new JsonScan(TEXT, paths)
  while (!scan.advance(Infinity));
  const faults = paths.map((path) => ({ path, message: `about ${path}` }))
  return answeredOutcome({ kind: 'faulty', faults, more }, wish, LINES, scan)
}

describe(answeredOutcome, () => {
  it('[QA14] gives each fault the line it stands in', () => {
    const { words, faults } = answered(['windows[0].exchange', 'windows[0].symbol', ''], 0, 'load')
    expect(words).toBe('3 faults, nothing was loaded')
    expect(faults.map(({ path, line, column }) => [path, line, column])).toEqual([
      ['windows[0].exchange', 4, 19],
      ['windows[0].symbol', 4, 5],
      ['body', 1, 1],
    ])
    expect(TEXT.slice(faults[0]!.mark.start, faults[0]!.mark.end)).toBe('"Bynance"')
  })

  it('[QA14] counts the faults that were not told, and promises nothing of a check', () => {
    expect(answered(['windows'], 0, 'check').words).toBe('1 fault')
    expect(answered(['windows'], 1_200, 'load')).toMatchObject({
      words: '1\u202f201 faults, nothing was loaded',
      more: 1_200,
    })
  })

  it('[QA15] says what was loaded, and what of it never reaches a chart', () => {
    const scan = new JsonScan(TEXT)
    const taken = (wish: 'check' | 'load') =>
      answeredOutcome({ kind: 'taken', loaded: LOADED }, wish, LINES, scan)
    expect(taken('load')).toMatchObject({
      isSound: true,
      words: 'Loaded: 1 opportunity, 7\u202f200 points, rejected crossed 12',
    })
    expect(taken('check').words).toMatch(/^Sound: /)
    const short = { ...LOADED, rejected: {}, dropped_bars: 1_200 }
    expect(answeredOutcome({ kind: 'taken', loaded: short }, 'load', LINES, scan).words).toMatch(
      /points, no memory for 1\u202f200 bars$/,
    )
    expect(
      answeredOutcome({ kind: 'refused', words: 'The server is busy' }, 'load', LINES, scan),
    ).toEqual({ isSound: false, words: 'The server is busy', faults: [], more: 0 })
  })
})

it('[QA5] a text that is no JSON has its fault with line and column', () => {
  const mark = { start: TEXT.indexOf('"Bynance"'), end: 0, message: 'a colon is missing' }
  expect(syntaxOutcome(LINES, mark)).toMatchObject({
    words: 'This is not JSON',
    faults: [{ path: 'body', line: 4, column: 19 }],
  })
})
