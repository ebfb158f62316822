import { expect, it } from 'vitest'
import { EventSchedule } from './event-schedule'
import { Random } from './random'

it('[AG8] always gives the soonest of all next events', () => {
  const random = new Random(8)
  const next = Array.from({ length: 37 }, () => random.next() * 100)
  const schedule = new EventSchedule(next)
  for (let round = 0; round < 5_000; round++) {
    const soonest = Math.min(...next)
    expect(schedule.nextMs).toBe(soonest)
    expect(next[schedule.nextOwner]).toBe(soonest)
    next[schedule.nextOwner] = soonest + random.exponential(10)
    schedule.replaceNext(next[schedule.nextOwner]!)
  }
})
