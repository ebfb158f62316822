import { describe, expect, it } from 'vitest'
import { interactionsOf } from './interactions'
import { LEAST_EVENT_MS, type EventTiming } from './page-timings'

const event = (interaction: number, startMs: number, durationMs: number): EventTiming => ({
  ...{ interaction, event: 'keydown', startMs, durationMs },
  ...{ waitedMs: 0, handledMs: 0 },
})

describe(interactionsOf, () => {
  it('takes the longest event of an interaction, and a press without one as the least', () => {
    const presses = [
      { title: 'sort', startMs: 100 },
      { title: 'row', startMs: 500 },
      { title: 'chord', startMs: 900 },
    ]
    const events = [
      event(1, 101, 24),
      event(1, 140, 72),
      event(2, 901, 16),
      event(3, 905, 32),
      // Of somebody else, before.
      event(4, 20, 400),
    ]
    expect(
      interactionsOf(presses, events).map(({ title, durationMs }) => [title, durationMs]),
    ).toEqual([
      ['sort', 72],
      ['row', LEAST_EVENT_MS],
      ['chord', 16],
      ['chord', 32],
    ])
  })
})
