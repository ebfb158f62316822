import { describe, expect, it } from 'vitest'
import { sparkShape } from './spark-shape'

const BOX = { width: 100, height: 23 }
/** Where each stroke of a path begins and ends. */
const strokesOf = (path: string) =>
  path
    .split('M')
    .slice(1)
    .map((stroke) => stroke.split('L').map((place) => place.split(' ')[0]))

describe(sparkShape, () => {
  it('[BW2] goes from the first reading to the last, from zero to the largest', () => {
    const shape = sparkShape({ timeMs: [1_000, 2_000, 3_000], values: [0, 10, 5] }, BOX)
    expect(shape.line).toBe('M0 21.5L50 1.5L100 11.5')
    expect(shape.area).toBe('M0 21.5L50 1.5L100 11.5L100 23L0 23Z')
    expect(shape.levelY).toBeUndefined()
  })

  it('[BW2] makes room for the level of the alert, and a line may rise above it', () => {
    const timeMs = [0, 1]
    expect(sparkShape({ timeMs, values: [5, 5] }, BOX, 10).levelY).toBe(1.5)
    expect(sparkShape({ timeMs, values: [5, 20] }, BOX, 10).levelY).toBe(11.5)
  })

  it('[BW3] breaks where nothing was measured', () => {
    const timeMs = [0, 10, 20, 30, 40]
    const { line } = sparkShape({ timeMs, values: [1, 1, null, 1, 1] }, BOX)
    expect(strokesOf(line)).toEqual([
      ['0', '25'],
      ['75', '100'],
    ])
  })

  it('[BW3] breaks where the process stood still, not at a late reading', () => {
    const timeMs = [0, 5, 10, 22, 27, 97, 100]
    const { line } = sparkShape({ timeMs, values: timeMs.map(() => 1) }, BOX)
    expect(strokesOf(line)).toEqual([
      ['0', '5', '10', '22', '27'],
      ['97', '100'],
    ])
  })

  it('[BW2] one reading is a dot, none is nothing, zeros lie at the foot', () => {
    const one = sparkShape({ timeMs: [7], values: [3] }, BOX)
    expect([one.line, one.dots]).toEqual(['', 'M0 1.5h0'])
    expect(sparkShape({ timeMs: [], values: [] }, BOX)).toEqual({
      line: '',
      dots: '',
      area: '',
      levelY: undefined,
    })
    expect(sparkShape({ timeMs: [0, 1], values: [0, 0] }, BOX).line).toBe('M0 21.5L100 21.5')
  })
})
