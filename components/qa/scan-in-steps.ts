import { JsonScan } from './json-scan'

/** About 10 ms of work; a page that works no longer at a time stays smooth. */
const STEP_CHARACTERS = 1_000_000

/** Scans a text and lets the page live meanwhile. Undefined when `isWanted` says no in between. */
export async function scanInSteps(
  text: string,
  paths: readonly string[],
  isWanted: () => boolean,
): Promise<JsonScan | undefined> {
  const scan = new JsonScan(text, paths)
  while (!scan.advance(STEP_CHARACTERS)) {
    await pause()
    if (!isWanted()) return undefined
  }
  return scan
}

/** Lets the page draw and take input. */
export async function pause(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0)
  })
}
