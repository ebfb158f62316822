import { defineConfig } from '@playwright/test'
import { findChromium } from './deploy/setup/chromium.mjs'
import { E2E_REPORT } from './deploy/setup/tally.mjs'

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // No platform in the name: pictures are made so that they are the same on each.
  snapshotPathTemplate: '{testDir}/{testFileDir}/pictures/{arg}{ext}',
  // Each test has a server of its own; two cores carry two of them.
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  // Two cores may be busy with something else; waiting for an effect is bounded by `expect`.
  timeout: 180_000,
  expect: { timeout: 30_000, toPass: { timeout: 30_000 } },
  reporter: [['list'], ['json', { outputFile: E2E_REPORT }]],
  use: {
    actionTimeout: 30_000,
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: await findChromium(),
      args: [
        '--no-sandbox',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
})
