import { expect } from '@playwright/test'
import { test } from './fixtures/test'

test('[HELP3] the bar leads to the help, and a word of it to its definition', async ({
  page,
  site,
  complaints,
}) => {
  await page.goto(`${site.url}/status`)
  await page.getByRole('banner').getByRole('link', { name: 'Help' }).click()
  await expect(page.getByRole('heading', { name: 'Help', exact: true })).toBeVisible()

  const article = page.getByRole('article')
  await article.getByRole('link', { name: 'coverage', exact: true }).click()
  await expect(page).toHaveURL(`${site.url}/help#coverageSharePct`)
  await expect(article.getByRole('link', { name: 'Coverage', exact: true })).toBeInViewport()
  await expect(page.locator(':target')).toContainText('coverageSharePct')
  expect(complaints).toEqual([])
})
