import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { build } from 'esbuild'

/** What draws the cards of a baseline: one file each of `pages/`. */
export type Drawing = 'bare-canvas' | 'line-series' | 'uplot'

/** The bundled programs are in a folder of the project. */
const PAGES = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '../bench/browser/cards/pages',
)

/** The page of a baseline: one script, packed for production. */
export async function baselineHtml(drawing: Drawing): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path.join(PAGES, `${drawing}.ts`)],
    ...{ bundle: true, minify: true, write: false, format: 'iife', target: 'es2022' },
  })
  // What closes a script within its text would end it.
  const script = (outputFiles[0]?.text ?? '').replaceAll('</script', '<\\/script')
  return `<!doctype html><meta charset="utf-8"><title>${drawing}</title><main></main><script>${script}</script>`
}

/** Answers `path` of the server's own address with `html`, so that the page may read its stream. */
export async function serveBaseline(page: Page, address: string, html: string): Promise<void> {
  await page.route(address, (route) => route.fulfill({ contentType: 'text/html', body: html }))
}
