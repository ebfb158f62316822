import { beforeEach, describe, expect, it, vi } from 'vitest'
import { Report, type Wanted } from './report'

beforeEach(() => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {})
  return () => log.mockRestore()
})

function isMet(wanted: Wanted, values: readonly number[]): boolean {
  const report = new Report()
  report.target('lag, ms', wanted, values)
  return !report.markdown().includes('**missed**')
}

describe('a target', () => {
  it('[BENCH3] is judged by the median, and missed where nothing was measured', () => {
    expect(isMet({ below: 250 }, [249, 900, 12])).toBe(true)
    expect(isMet({ below: 250 }, [250, 900, 12])).toBe(false)
    expect(isMet({ atLeast: 0.45 }, [0.45, 0.2, 0.6])).toBe(true)
    expect(isMet({ atLeast: 0.45 }, [0.44, 0.2, 0.6])).toBe(false)
    expect(isMet({ below: 250 }, [])).toBe(false)
    expect(isMet({ atLeast: 0 }, [NaN])).toBe(false)
  })

  it('[BENCH3] that wants none of something is missed by a single run with it', () => {
    expect(isMet('none', [0, 0, 0])).toBe(true)
    expect(isMet('none', [0, 0.001, 0])).toBe(false)
    expect(isMet('none', [0, NaN])).toBe(false)
    expect(isMet('none', [])).toBe(false)
  })
})
