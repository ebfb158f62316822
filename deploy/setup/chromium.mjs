import { existsSync } from 'node:fs'
import { run, say, SetupError } from './run.mjs'

const KNOWN_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The path of a Chromium for the browser tests; undefined when there is none. */
export async function findChromium() {
  const known = KNOWN_PLACES.find((place) => existsSync(place))
  if (known !== undefined) return known
  const { chromium } = await import('@playwright/test')
  const own = chromium.executablePath()
  return existsSync(own) ? own : undefined
}

/** @throws {SetupError} when no way of getting one works */
export async function installChromium() {
  const failure = 'no Chromium: install chromium or google-chrome, then run this again'
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say('installing Chromium with apt-get')
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    const install = ['install', '-y', '--no-install-recommends', 'chromium']
    try {
      await run('apt-get', ['update'], { failure, env })
      await run('apt-get', install, { failure, env })
      if ((await findChromium()) !== undefined) return
    } catch (error) {
      if (!(error instanceof SetupError)) throw error
    }
  }
  say("downloading Playwright's Chromium")
  await run(process.execPath, ['node_modules/playwright/cli.js', 'install', 'chromium'], {
    failure,
  })
}
