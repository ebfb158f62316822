import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: {
    alias: [{ find: /^@\//, replacement: fileURLToPath(new URL('./', import.meta.url)) }],
  },
  test: {
    environment: 'node',
    pool: 'forks',
    globalSetup: ['deploy/vitest-setup.ts'],
    exclude: ['**/node_modules/**', '.next/**', 'build/**', 'e2e/**'],
    // Real sockets, threads and processes on two busy cores: slow is not wrong.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 60_000 } },
  },
})
