import { describe, expect, it } from 'vitest'
import { limitFace } from './limit-face'
import { alertOf, limitOf } from './testing/status-of'

const MEMORY = limitOf({ variable: 'MEMORY_THRESHOLD_MB', now: 300, highest: 525, limit: 512 })

describe(limitFace, () => {
  it('[BW5] says now, highest, limit and dropped in the unit of the row', () => {
    const bytes = { unit: 'bytes', now: 18_432, highest: 1_048_576 } as const
    const limits = { limit: 1_048_576, default: 524_288 }
    expect(limitFace(limitOf({ ...bytes, ...limits, dropped: 1_300 }), [])).toEqual({
      share: 18 / 1_024,
      highestShare: 1,
      mark: 'calm',
      words: '',
      now: '18 KB',
      highest: '1 MB',
      limit: '1 MB',
      default: '512 KB',
      isChanged: true,
      dropped: '1\u202f300',
    })
  })

  it('[BW5] what is not known is a word and no bar', () => {
    const face = limitFace(limitOf({ now: null, highest: null, dropped: null }), [])
    expect(face).toMatchObject({ share: undefined, highestShare: undefined, mark: 'calm' })
    expect([face.now, face.highest, face.dropped]).toEqual(['no value', 'no value', 'no value'])
  })

  it('[BW6] warns above 80 %, in a word too, but not where being full is usual', () => {
    const at = (now: number, fills = false) => limitFace(limitOf({ now, limit: 1_000, fills }), [])
    expect(at(800)).toMatchObject({ mark: 'calm', words: '' })
    expect(at(839)).toMatchObject({ mark: 'warn', words: '83 %' })
    expect(at(1_000)).toMatchObject({ mark: 'warn', words: 'full' })
    expect(at(1_000, true)).toMatchObject({ mark: 'calm', words: '' })
  })

  it('[BW6] a firing alert is worse, for the limit it watches alone', () => {
    const alerts = [alertOf({ firing: true }), alertOf({ name: 'queue', firing: true })]
    expect(limitFace(MEMORY, alerts)).toMatchObject({ mark: 'danger', words: 'alert' })
    expect(limitFace(limitOf(), alerts).mark).toBe('calm')
    expect(limitFace(MEMORY, [alertOf()]).mark).toBe('calm')
  })

  it('[BW5] a limit of zero is empty while nothing is held', () => {
    expect(limitFace(limitOf({ now: 0, highest: 0, limit: 0 }), [])).toMatchObject({
      share: 0,
      highestShare: 0,
      mark: 'calm',
    })
  })
})
