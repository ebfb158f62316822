import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { PhaseWheel } from './phase-wheel'

describe(PhaseWheel, () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.restoreAllMocks()
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

  it('[ST35] makes up for the phases that a late timer missed, but not for whole intervals', () => {
    let nowMs = 0
    vi.spyOn(performance, 'now').mockImplementation(() => nowMs)
    const visits: number[] = []
    const wheel = new PhaseWheel<number>(
      200,
      10,
      () => {},
      (member) => visits.push(member),
    )
    for (let member = 0; member < 10; member++) wheel.add(member)
    const fireAt = (atMs: number) => {
      visits.length = 0
      nowMs = atMs
      vi.advanceTimersToNextTimer()
      return [...visits]
    }
    expect(fireAt(20)).toEqual([0])
    expect(fireAt(103)).toEqual([1, 2, 3, 4])
    expect(fireAt(119.6)).toEqual([5])
    expect(fireAt(1_120)).toEqual([6, 7, 8, 9, 0, 1, 2, 3, 4, 5])
    expect(fireAt(1_140)).toEqual([6])
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
