import type { Browser } from '@playwright/test'
import { setTimeout } from 'node:timers/promises'
import type { BenchPage } from './bench-page'
import { openPage, type OpenPage } from './chromium'
import { Hand } from './hand'
import { busySeconds, collectedHeap, type PageHeap } from './heap'
import { interactionsOf, type Interaction } from './interactions'
import type { MeteredWire } from './metered-wire'
import { frameGaps, takeTimings } from './page-timings'

const WATCH_MS = 20_000
const SCROLL_MS = 10_000
const WHEEL_MS = 50
/** Up and down in turn, so that there is always something to scroll to. */
const WHEEL_TURNS = 20
const WHEEL_PX = 240
/** Before measuring: what using it has set going is over. */
const SETTLE_MS = 3_000
/** While the heap is watched, the page is used so often. */
const PLAY_EVERY_MS = 60_000

export interface PageFigures {
  name: string
  interactions: Interaction[]
  watching: Watching
  scrolling: { longTasksMs: readonly number[]; gapsMs: readonly number[] }
  /** At the start, in the middle and at the end. */
  heaps: readonly PageHeap[]
  complaints: readonly string[]
}

export interface Watching {
  longTasksMs: readonly number[]
  /** Of the time, of the page's main thread. */
  busyShare: number
  downMiBPerMinute: number
  upMiBPerMinute: number
}

export interface MeasureOptions {
  browser: Browser
  wire: MeteredWire
  slowdown: number
  minutes: number
  /** In the market. */
  pairs: number
}

/** Opens a page in a browser profile of its own and measures all there is of it. */
export async function measurePage(which: BenchPage, options: MeasureOptions): Promise<PageFigures> {
  const { browser, wire, slowdown, minutes, pairs } = options
  await using open = await openPage(browser, `${wire.url}${which.path}`, slowdown)
  const { page, session, complaints } = open
  await which.ready(page, pairs)
  const hand = new Hand(page)
  const interactions: Interaction[] = []
  const play = async () => {
    await page.evaluate(takeTimings)
    await which.play(hand)
    await setTimeout(SETTLE_MS)
    const { events } = await page.evaluate(takeTimings)
    interactions.push(...interactionsOf(hand.takePresses(), events))
  }

  await play()
  const watching = await watch(open, wire)
  const scrolling = await scroll(open, which.scroller)
  const heaps = [await collectedHeap(session)]
  for (const half of [1, 2]) {
    await playFor((minutes * 60_000) / 2, play)
    heaps.push(await collectedHeap(session))
    console.error(`  ${which.name}: half ${half} of ${minutes} min of watching the heap is over`)
  }
  return { name: which.name, interactions, watching, scrolling, heaps, complaints }
}

/** The page by itself, nobody touching it. */
async function watch({ page, session }: OpenPage, wire: MeteredWire): Promise<Watching> {
  await page.evaluate(takeTimings)
  const busyBefore = await busySeconds(session)
  const { downBytes, upBytes } = wire
  const startMs = performance.now()
  await setTimeout(WATCH_MS)
  const { longTasksMs } = await page.evaluate(takeTimings)
  const seconds = (performance.now() - startMs) / 1_000
  const perMinute = (bytes: number) => (bytes / 1024 ** 2 / seconds) * 60
  return {
    longTasksMs,
    busyShare: ((await busySeconds(session)) - busyBefore) / seconds,
    downMiBPerMinute: perMinute(wire.downBytes - downBytes),
    upMiBPerMinute: perMinute(wire.upBytes - upBytes),
  }
}

/** With the wheel, over the middle of what scrolls. */
async function scroll({ page }: OpenPage, selector: string): Promise<PageFigures['scrolling']> {
  const box = await page.locator(selector).first().boundingBox()
  if (box === null) throw new Error(`nothing scrolls: ${selector}`)
  await page.mouse.move(box.x + box.width / 2, box.y + Math.min(box.height, 600) / 2)
  await page.evaluate(takeTimings)
  const frames = page.evaluate(frameGaps, SCROLL_MS)
  const startMs = performance.now()
  for (let turn = 0; performance.now() - startMs < SCROLL_MS; turn++) {
    const isDown = Math.floor(turn / WHEEL_TURNS) % 2 === 0
    await page.mouse.wheel(0, isDown ? WHEEL_PX : -WHEEL_PX)
    await setTimeout(WHEEL_MS)
  }
  const gapsMs = await frames
  const { longTasksMs } = await page.evaluate(takeTimings)
  await page.mouse.move(0, 0)
  await setTimeout(SETTLE_MS)
  return { longTasksMs, gapsMs }
}

/** Uses the page now and then for so long, at least once; it is at rest at the end. */
async function playFor(forMs: number, play: () => Promise<void>): Promise<void> {
  const endMs = performance.now() + forMs
  do {
    const nextMs = performance.now() + PLAY_EVERY_MS
    await play()
    await setTimeout(Math.max(0, Math.min(nextMs, endMs) - performance.now()))
  } while (performance.now() < endMs)
}
