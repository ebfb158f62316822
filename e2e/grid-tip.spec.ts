import type { Locator } from '@playwright/test'
import { chartOf, expectToMove, firstCardByName, pointOf } from './fixtures/grid'
import { boxOf } from './fixtures/settled'
import { expect, test } from './fixtures/test'

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
      const { width: plotWidth } = await boxOf(plot)
      for (let x = 4; x < plotWidth; x += 56) {
        await plot.hover({ position: { x, y: 60 }, force: true })
        await expect(async () => {
          const tip = await expectInside(card)
          const pointerX = (await boxOf(plot)).x + x
          const isBeside = tip.x > pointerX || tip.x + tip.width < pointerX
          expect(isBeside || plotWidth < WIDE_PX, `beside the pointer at ${x}`).toBe(true)
        }).toPass()
      }
      await page.mouse.move(0, 0)
      for (const key of ['ArrowLeft', 'ArrowLeft', 'Home', 'ArrowRight', 'End']) {
        await page.keyboard.press(key)
        await expect(pointOf(card)).not.toBeEmpty()
        await expect(() => expectInside(card)).toPass()
      }
    })
  })
}

async function expectInside(card: Locator) {
  const tip = await boxOf(card.locator('.tip'))
  const around = await boxOf(card)
  expect(tip.x, 'left edge').toBeGreaterThanOrEqual(around.x)
  expect(tip.x + tip.width, 'right edge').toBeLessThanOrEqual(around.x + around.width)
  return tip
}
