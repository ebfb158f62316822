import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { PhaseWheel } from './phase-wheel'

describe(PhaseWheel, () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('[ST21] visits everybody once an interval, as many in each phase', () => {
    const visits: number[] = []
    const perPhase: number[] = []
    const wheel = new PhaseWheel<number>(
      200,
      10,
      () => perPhase.push(visits.length),
      (member) => visits.push(member),
    )
    for (let member = 0; member < 1_000; member++) wheel.add(member)
    vi.advanceTimersByTime(200)
    expect(visits.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 1_000 }, (_, i) => i))
    expect(perPhase).toEqual([0, 100, 200, 300, 400, 500, 600, 700, 800, 900])
    for (let member = 0; member < 1_000; member++) wheel.remove(member)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('[ST22] may lose a member while it visits', () => {
    const visits: string[] = []
    const wheel = new PhaseWheel<string>(
      10,
      1,
      () => {},
      (member) => {
        visits.push(member)
        wheel.remove(member)
      },
    )
    for (const member of ['a', 'b', 'c']) wheel.add(member)
    vi.advanceTimersByTime(100)
    expect(visits).toEqual(['a', 'b', 'c'])
    expect(vi.getTimerCount()).toBe(0)
  })
})
