import type { Browser, CDPSession } from '@playwright/test'
import { z } from 'zod'
import { CuttingProxy } from './fixtures/cutting-proxy'
import { cards, feedState } from './fixtures/grid'
import { NOISE, PageMemory } from './fixtures/page-memory'
import { expect, test } from './fixtures/test'

/** Those before the first look compile code and fill caches that stay. */
const WARM_UP = 5
const ROUNDS = 12
/** What the worker's heap may differ between two moments. */
const WORKER_NOISE_MB = 1

const targetsSchema = z.object({
  targetInfos: z.array(z.object({ targetId: z.string(), type: z.string() })),
})
const sessionSchema = z.object({ sessionId: z.string() })
const answerSchema = z.object({ id: z.int(), result: z.unknown() })
const heapSchema = z.object({ usedSize: z.number() })

test('[WEB22] connections that are cut again and again leave nothing behind', async ({
  page,
  browser,
  site,
}) => {
  await using proxy = await CuttingProxy.start(site.port)
  await page.goto(`${proxy.url}/?sort=symbol&columns=4`)
  await expect(cards(page).first()).toBeVisible()
  const memory = await PageMemory.of(page)
  const worker = await SharedWorkerHeap.of(browser)
  const reconnect = async () => {
    const streams = proxy.streams
    proxy.cut()
    await expect.poll(() => proxy.streams, { intervals: [20] }).toBeGreaterThan(streams)
    await expect(feedState(page)).toHaveText('Feed connected')
  }

  for (let round = 0; round < WARM_UP; round++) await reconnect()
  const before = { ...(await memory.measureStill()), workerMb: await worker.megabytes() }
  const startedMs = Date.now()
  for (let round = 0; round < ROUNDS; round++) await reconnect()
  const perMinute = Math.round((ROUNDS * 60_000) / (Date.now() - startedMs))
  const after = { ...(await memory.measureStill()), workerMb: await worker.megabytes() }
  const description = JSON.stringify({ rounds: ROUNDS, perMinute, before, after })
  test.info().annotations.push({ type: 'figures', description })

  expect(after.heapMb - before.heapMb).toBeLessThan(NOISE.heapMb)
  expect(after.workerMb - before.workerMb).toBeLessThan(WORKER_NOISE_MB)
  expect(after.nodes - before.nodes).toBeLessThan(NOISE.nodes)
  expect(after.listeners - before.listeners).toBeLessThan(NOISE.listeners)
})

/** The heap of the worker that holds the stream for all tabs. */
class SharedWorkerHeap {
  readonly #devtools: CDPSession
  readonly #sessionId: string
  #asked = 0

  private constructor(devtools: CDPSession, sessionId: string) {
    this.#devtools = devtools
    this.#sessionId = sessionId
  }

  static async of(browser: Browser): Promise<SharedWorkerHeap> {
    const devtools = await browser.newBrowserCDPSession()
    const { targetInfos } = targetsSchema.parse(await devtools.send('Target.getTargets'))
    const targetId = targetInfos.find(({ type }) => type === 'shared_worker')?.targetId
    if (targetId === undefined) throw new Error('there is no shared worker')
    // Answers come as messages: the library knows only sessions of its own.
    const session = await devtools.send('Target.attachToTarget', { targetId, flatten: false })
    return new SharedWorkerHeap(devtools, sessionSchema.parse(session).sessionId)
  }

  /** After a full collection. */
  async megabytes(): Promise<number> {
    await this.#ask('HeapProfiler.collectGarbage')
    return heapSchema.parse(await this.#ask('Runtime.getHeapUsage')).usedSize / 1024 ** 2
  }

  async #ask(method: string): Promise<unknown> {
    const id = ++this.#asked
    const answered = new Promise<unknown>((resolve) => {
      this.#devtools.on('Target.receivedMessageFromTarget', (event) => {
        const answer = answerSchema.safeParse(JSON.parse(event.message)).data
        if (answer?.id === id) resolve(answer.result)
      })
    })
    const message = JSON.stringify({ id, method, params: {} })
    await this.#devtools.send('Target.sendMessageToTarget', { message, sessionId: this.#sessionId })
    return answered
  }
}
