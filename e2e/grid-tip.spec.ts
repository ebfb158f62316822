import type { Locator } from '@playwright/test'
import { chartOf, expectToMove, firstCardByName, pointOf } from './fixtures/grid'
import { expect, test } from './fixtures/test'

for (const width of [1_440, 390]) {
  test.describe(`at ${width} px`, () => {
    test.use({ viewport: { width, height: 900 } })

    test('[WEB21] the tip stays inside its card, wherever the pointer rests', async ({
      page,
      site,
    }) => {
      await page.goto(site.url)
      const card = await firstCardByName(page)
      await expectToMove(card)
      const plot = chartOf(card)
      const { width: plotWidth } = await boxOf(plot)
      for (let x = 4; x < plotWidth; x += 24) {
        await plot.hover({ position: { x, y: 60 }, force: true })
        await expectInside(card)
      }
    })

    test('[WEB21] the tip stays inside its card, wherever the keys walk', async ({
      page,
      site,
    }) => {
      await page.goto(site.url)
      const card = await firstCardByName(page)
      await expectToMove(card)
      for (const key of ['ArrowLeft', 'ArrowLeft', 'Home', 'ArrowRight', 'End']) {
        await page.keyboard.press(key)
        await expect(pointOf(card)).not.toBeEmpty()
        await expectInside(card)
      }
    })
  })
}

async function expectInside(card: Locator): Promise<void> {
  const tip = await boxOf(card.locator('.tip'))
  const around = await boxOf(card)
  expect(tip.x, 'left edge').toBeGreaterThanOrEqual(around.x)
  expect(tip.x + tip.width, 'right edge').toBeLessThanOrEqual(around.x + around.width)
}

async function boxOf(element: Locator) {
  const box = await element.boundingBox()
  if (box === null) throw new Error('the element is not seen')
  return box
}
