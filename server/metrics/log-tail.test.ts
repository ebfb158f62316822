import { expect, it } from 'vitest'
import { LogTail } from './log-tail'

it('[LG4] the newest 50 lines are kept, each no longer than 500 characters', () => {
  const tail = new LogTail()
  const text = 'x'.repeat(1_000)
  for (let time_ms = 0; time_ms < 60; time_ms++) tail.add({ time_ms, level: 'warn', text })
  expect(tail.lines).toHaveLength(50)
  expect(tail.lines[0]).toMatchObject({ time_ms: 59, text: 'x'.repeat(500) })
})
