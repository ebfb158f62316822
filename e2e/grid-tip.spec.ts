import type { Locator } from '@playwright/test'
import { chartOf, expectToMove, firstCardByName, pointOf } from './fixtures/grid'
import { expect, test } from './fixtures/test'

type Box = NonNullable<Awaited<ReturnType<Locator['boundingBox']>>>

/** Where a card is so wide, the tip has room on one side of the pointer. */
const WIDE_PX = 440

for (const width of [1_440, 390]) {
  test.describe(`at ${width} px`, () => {
    test.use({ viewport: { width, height: 900 } })

    test('[WEB21] the tip stays inside its card, wherever pointer and keys go', async ({
      page,
      site,
    }) => {
      await page.goto(site.url)
      const card = await firstCardByName(page)
      await expectToMove(card)
      const plot = chartOf(card)
      const place = await boxOf(plot)
      for (let x = 4; x < place.width; x += 56) {
        await plot.hover({ position: { x, y: 60 }, force: true })
        const tip = await expectInside(card)
        if (place.width < WIDE_PX) continue
        const isBeside = tip.x > place.x + x || tip.x + tip.width < place.x + x
        expect(isBeside, `beside the pointer at ${x}`).toBe(true)
      }
      await page.mouse.move(0, 0)
      for (const key of ['ArrowLeft', 'ArrowLeft', 'Home', 'ArrowRight', 'End']) {
        await page.keyboard.press(key)
        await expect(pointOf(card)).not.toBeEmpty()
        await expectInside(card)
      }
    })
  })
}

async function expectInside(card: Locator): Promise<Box> {
  const tip = await boxOf(card.locator('.tip'))
  const around = await boxOf(card)
  expect(tip.x, 'left edge').toBeGreaterThanOrEqual(around.x)
  expect(tip.x + tip.width, 'right edge').toBeLessThanOrEqual(around.x + around.width)
  return tip
}

async function boxOf(element: Locator): Promise<Box> {
  const box = await element.boundingBox()
  if (box === null) throw new Error('the element is not seen')
  return box
}
