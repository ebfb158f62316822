import { parseArgs } from 'node:util'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { expectNames, readNumber, readOrExplain } from './command-line'

const said = vi.fn<(text: string | Uint8Array) => boolean>(() => true)

beforeEach(() => {
  vi.spyOn(process.stderr, 'write').mockImplementation(said)
})

afterEach(() => {
  vi.restoreAllMocks()
  process.exitCode = undefined
})

function refusal(read: () => unknown): string {
  expect(readOrExplain('USAGE', read)).toBeUndefined()
  expect(process.exitCode).toBe(2)
  return String(said.mock.lastCall?.[0])
}

describe('the command line of a benchmark', () => {
  it('[BENCH4] is refused by a sentence that names what is wrong, with the usage and exit code 2', () => {
    const runs = (text: string) =>
      readNumber('--runs', text, 'a whole number above 0', (value) => value > 0)
    for (const text of ['x', '0', '', ' ', '1e999']) {
      expect(refusal(() => runs(text))).toBe(
        `--runs takes a whole number above 0, not "${text}".\nUSAGE`,
      )
    }
    expect(refusal(() => expectNames(['a', 'c'], ['a', 'b']))).toBe('"c" is none of a, b.\nUSAGE')
    const strict = (arg: string) => () =>
      parseArgs({ args: [arg], options: { runs: { type: 'string' } } })
    expect(refusal(strict('--frob'))).toContain("'--frob'")
    expect(refusal(strict('--runs'))).toContain('--runs')
  })

  it('[BENCH4] hands on what it asks for, and any other error', () => {
    expect(readOrExplain('USAGE', () => readNumber('--runs', '5', '', () => true))).toBe(5)
    expect(readOrExplain('USAGE', () => expectNames([], ['a']))).toBeUndefined()
    expect(process.exitCode).toBeUndefined()
    const broken = () => {
      throw new Error('broken')
    }
    expect(() => readOrExplain('USAGE', broken)).toThrow('broken')
  })
})
