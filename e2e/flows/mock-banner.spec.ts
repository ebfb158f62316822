import { expect, mockBanner, test } from '../fixtures/mock'

for (const address of ['/', '/history', '/qa', '/status', '/no-such-page']) {
  test(`[FLOW18] ${address} says that mock data is loaded`, async ({ page, site, withMock }) => {
    await withMock('calm')
    await page.goto(`${site.url}${address}`)
    await expect(mockBanner(page)).toContainText('1 mock pair is loaded.')
  })
}

test('[FLOW18] a page that has failed says that mock data is loaded, and shows it again', async ({
  page,
  site,
  withMock,
}) => {
  await withMock('calm')
  await page.addInitScript(() => {
    const { prototype } = ResizeObserver
    const { observe } = prototype
    prototype.observe = function fail() {
      prototype.observe = observe
      throw new Error('made to fail')
    }
  })
  await page.goto(site.url)
  await expect(page.getByRole('heading', { name: 'This page has failed' })).toBeVisible()
  await expect(mockBanner(page)).toContainText('1 mock pair is loaded.')
  await page.getByRole('button', { name: 'Show it again' }).click()
  await expect(page.getByRole('feed', { name: 'Pairs' })).toBeVisible()
  await expect(mockBanner(page)).toHaveCount(1)
})
