import type { Page } from '@playwright/test'
import { streamLineSchema } from '@/lib/protocol/stream-line'
import { until } from '../../soak/until'

const MINUS = '\u2212'
const PATIENCE_MS = 10_000

/** The newest spread of each pair, percent, as a reader is told who comes now. */
export type LastValues = ReadonlyMap<string, number>

/** @throws Error when a pair has fewer than `leastBars` bars */
export async function readLastValues(
  url: string,
  pairs: readonly string[],
  leastBars: number,
): Promise<LastValues> {
  const values = new Map<string, number>()
  const stop = new AbortController()
  const { body } = await fetch(`${url}/api/stream?pairs=${encodeURIComponent(pairs.join())}`, {
    signal: stop.signal,
  })
  if (body === null) throw new Error('the stream is empty')
  let rest = ''
  for await (const text of body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines.map((each) => streamLineSchema.parse(JSON.parse(each)))) {
      if (line.type !== 'series') continue
      const last = line.last.at(-1)
      if (line.time.length < leastBars || last === undefined || last === null) {
        throw new Error(`${line.pair} has ${line.time.length} bars, not ${leastBars}`)
      }
      values.set(line.pair, last)
    }
    if (values.size === pairs.length) break
  }
  stop.abort()
  return values
}

/**
 * Waits until all cards of a page show what the stream said last, to the digits that they show.
 *
 * @throws Error naming the first that does not, or when there are fewer than `leastCards`
 */
export async function expectLastValues(
  page: Page,
  values: LastValues,
  leastCards: number,
): Promise<void> {
  let wrong: string | undefined
  await until(
    'cards with the last values',
    async () => {
      const shown = await shownValues(page)
      wrong =
        shown.length < leastCards ? `${shown.length} cards` : shown.find(isWrong(values))?.join(' ')
      return wrong === undefined
    },
    PATIENCE_MS,
  ).catch((error: unknown) => {
    throw new Error(`${wrong}, the stream said other`, { cause: error })
  })
}

function isWrong(values: LastValues): (shown: readonly [string, string]) => boolean {
  return ([pair, text]) => {
    const figure = /^([+-]?)(\d+)(?:\.(\d+))?/.exec(text.trim().replace(MINUS, '-'))
    const value = values.get(pair)
    if (figure === null || value === undefined) return true
    const half = 0.5 * 10 ** -(figure[3]?.length ?? 0)
    return Math.abs(Number(figure[0]) - value) > half * 1.000_001
  }
}

/** Pair and figure of all cards that have one. */
async function shownValues(page: Page): Promise<[string, string][]> {
  const texts = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('article[data-pair]')].map(
      (card): [string, string] => [
        card.dataset['pair'] ?? '',
        card.querySelector('output')?.textContent ?? '',
      ],
    ),
  )
  return texts.filter(([, text]) => text !== '')
}
