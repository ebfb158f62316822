import { describe, expect, it } from 'vitest'
import { withPart } from './results-file'

const NAMES = ['ingest', 'engine', 'screener']

describe('bench/RESULTS.md', () => {
  it('[BENCH2] keeps the parts of other benchmarks, in their order', () => {
    const first = withPart('', { name: 'screener', text: 'slow' }, NAMES)
    const second = withPart(first, { name: 'ingest', text: 'fast\n\n| a |' }, NAMES)
    const third = withPart(second, { name: 'screener', text: 'quick' }, NAMES)
    expect(third).toMatch(
      /^# Results\n[^]*\n## ingest\n\nfast\n\n\| a \|\n\n## screener\n\nquick\n$/,
    )
    expect(third).not.toContain('slow')
  })

  it('[BENCH2] drops the part of a benchmark that is no more', () => {
    const text = withPart('## gone\n\nold\n', { name: 'engine', text: 'new' }, NAMES)
    expect(text).not.toContain('gone')
  })
})
