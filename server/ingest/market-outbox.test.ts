import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { IngestMessage } from './ingest-message'
import { MarketOutbox } from './market-outbox'

function setup() {
  const posted: IngestMessage[] = []
  const outbox = new MarketOutbox((message) => posted.push(message))
  return { outbox, posted }
}

describe(MarketOutbox, () => {
  it('[IN5] posts one message for a batch, and nothing when there is nothing', async () => {
    const { outbox, posted } = setup()
    const removed = { change: 'removed', slot: 1, generation: 2 } as const
    outbox.addWake(3)
    outbox.addPair(removed)
    outbox.addWindow(removed)
    outbox.addWake(4)
    expect(posted).toEqual([])
    await setImmediate()
    expect(posted).toEqual([
      { type: 'market', windows: [removed], pairs: [removed], woken: [3, 4] },
    ])
    await setImmediate()
    expect(posted).toHaveLength(1)
    outbox.addWake(5)
    await setImmediate()
    expect(posted[1]).toEqual({ type: 'market', windows: [], pairs: [], woken: [5] })
  })

  it('[IN6] posts nothing after it was closed', async () => {
    const { outbox, posted } = setup()
    outbox.addWake(3)
    outbox.close()
    await setImmediate()
    expect(posted).toEqual([])
  })
})
