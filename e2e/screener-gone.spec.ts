import { expect, test } from './fixtures/test'

test('[SNW11] a server that does not answer is told, and the table comes back by itself', async ({
  page,
  site,
}) => {
  let isGone = false
  await page.route('**/api/screener', (route) =>
    isGone ? route.fulfill({ status: 503 }) : route.continue(),
  )
  await page.goto(`${site.url}/screener`)
  await expect(page.getByRole('grid', { name: 'Pairs' }).getByRole('row').nth(3)).toBeVisible()
  isGone = true
  await expect(
    page.getByText(/The server answers with fault 503\. The figures are of/),
  ).toBeVisible()
  await expect(page.getByRole('main')).toHaveClass(/gone/)
  isGone = false
  await expect(page.getByText(/fault 503/)).toHaveCount(0)
  await expect(page.getByRole('main')).not.toHaveClass(/gone/)
})
