import { tmpdir } from 'node:os'
import { startServer } from './fixtures/site'
import { expect, test } from './fixtures/test'

test('[MP12] pages are served although the server was started in another folder', async ({
  request,
}) => {
  await using server = await startServer({ cwd: tmpdir() })
  for (const path of ['/', '/qa', '/status']) {
    expect((await request.get(`${server.url}${path}`)).status()).toBe(200)
  }
})
