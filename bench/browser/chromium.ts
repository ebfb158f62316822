import { chromium, type Browser, type CDPSession, type Page } from '@playwright/test'
import { findChromium } from '@/deploy/setup/chromium.mjs'
import { LEAST_EVENT_MS, watchTimings } from './page-timings'

const VIEWPORT = { width: 1440, height: 900 }
const ARGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  // Memory in bytes, not in steps.
  '--enable-precise-memory-info',
]

/** Without a window, and without a graphics processor where there is none. `args`: besides. */
export async function launchChromium(args: readonly string[] = []): Promise<Browser> {
  const executablePath = await findChromium()
  if (executablePath === undefined) throw new Error('no Chromium: npm test installs one')
  return chromium.launch({
    ...{ executablePath, args: [...ARGS, ...args] },
    // Whoever ends this program closes it.
    ...{ handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false },
  })
}

/** A page of its own, as of a person who comes for the first time. */
export interface OpenPage extends AsyncDisposable {
  page: Page
  session: CDPSession
  /** Errors of the page; none is expected. */
  complaints: readonly string[]
}

/** `prepare`: before it goes there. */
export async function openPage(
  browser: Browser,
  address: string,
  slowdown: number,
  prepare?: (page: Page) => Promise<void>,
): Promise<OpenPage> {
  const context = await browser.newContext({ viewport: VIEWPORT })
  const complaints: string[] = []
  const page = await context.newPage()
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.addInitScript(watchTimings, LEAST_EVENT_MS)
  const session = await context.newCDPSession(page)
  await session.send('Performance.enable')
  await session.send('HeapProfiler.enable')
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  await prepare?.(page)
  await page.goto(address)
  return { page, session, complaints, [Symbol.asyncDispose]: () => context.close() }
}
