import { describe, expect, it } from 'vitest'
import { sourceOptions } from './source-words'

describe(sourceOptions, () => {
  const words = (...given: Parameters<typeof sourceOptions>) =>
    sourceOptions(...given).map((option) => option.words)

  it('[BG17] offers the sources with their sizes, and says what auto stands for', () => {
    expect(words('auto', 'analyzer', { live: 1_312, analyzer: 84 })).toEqual([
      'Auto: Analyzer 84',
      'Analyzer 84',
      'Discovered live 1\u202f312',
    ])
    expect(words('auto', undefined, undefined)).toEqual(['Auto', 'Analyzer', 'Discovered live'])
  })

  it('[BG17] offers mock data while it is there, or was chosen', () => {
    expect(words('live', 'live', { live: 1, mock: 50 })).toContain('Mock 50')
    expect(words('mock', 'mock', { live: 1 })).toContain('Mock')
    expect(words('live', 'live', { live: 1 })).not.toContain('Mock')
  })
})
