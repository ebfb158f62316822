import { cards, expectToMove } from './fixtures/grid'
import { startStreamCounter } from './fixtures/stream-counter'
import { expect, test } from './fixtures/test'

const TABS = 10
/** Ten tabs start at once: two cores take their time. */
const STARTED_MS = 90_000

// What is proven is the stream, not the painting of ninety charts.
test.use({ viewport: { width: 390, height: 420 } })

test('[WEB8] ten tabs of a browser are all live and share one stream', async ({
  context,
  site,
}) => {
  test.setTimeout(3 * STARTED_MS)
  await using counter = await startStreamCounter(site.url)
  const pages = await Promise.all(Array.from({ length: TABS }, () => context.newPage()))
  await Promise.all(pages.map((page) => page.goto(counter.url)))

  await Promise.all(pages.map((page) => expectToMove(cards(page).first(), STARTED_MS)))
  await expect.poll(() => counter.open).toBe(1)
  // While the set of pairs changes the next stream opens before the old one ends; the counter sees
  // the end of one that was given up a moment late. Six would block the browser.
  expect(counter.most).toBeLessThanOrEqual(3)

  // The tab that started the worker leaves; the others go on.
  await pages[0]!.close()
  await Promise.all(pages.slice(1).map((page) => expectToMove(cards(page).first())))
  await Promise.all(pages.slice(1).map((page) => page.close()))
  await expect.poll(() => counter.open).toBe(0)
})
