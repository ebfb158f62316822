import type { RankedPair } from '@/lib/protocol/pairs-list'
import type { CardFace, LegFace } from './card-face'

type WaitingPair = Pick<
  RankedPair,
  'symbol' | 'exchange1' | 'exchange2' | 'waiting' | 'waiting_legs'
>

/** Of a pinned pair, said by the page itself. */
export const UNKNOWN_PAIR = 'unknown pair'
export const NOT_IN_MOCK_DATA = 'not in the mock data'

/** The card of an opportunity that has no series, with what it waits for; undefined: for nothing. */
export function waitingFace(ranked: WaitingPair): CardFace | undefined {
  const { exchange1, exchange2, waiting, waiting_legs: legs } = ranked
  if (waiting === null) return undefined
  const leg = (name: string, place: 1 | 2): LegFace => {
    const isStale = legs.includes(place)
    return { name, words: isStale ? 'no quotes' : '', isStale }
  }
  const names = legs.map((place) => (place === 1 ? exchange1 : exchange2)).join(' and ')
  return {
    ...{ value: undefined, tone: 'quiet', bp: undefined, band: undefined },
    ...{ isOld: false, note: undefined },
    legs: [leg(exchange1, 1), leg(exchange2, 2)],
    empty: unknownWords(ranked) ?? {
      title: names === '' ? 'Waiting for the first values' : `Waiting for ${names}`,
      detail: sentence(waiting),
    },
  }
}

/** Undefined: the server knows the pair. */
function unknownWords({ symbol, exchange1, exchange2, waiting }: WaitingPair) {
  switch (waiting) {
    case 'unknown symbol':
      return { title: 'Unknown symbol', detail: `No exchange has quoted ${symbol} so far.` }
    case UNKNOWN_PAIR: {
      const detail = `${exchange1} and ${exchange2} have not both quoted ${symbol} so far.`
      return { title: 'Unknown pair', detail }
    }
    case NOT_IN_MOCK_DATA:
      return { title: 'Not in the mock data', detail: 'It is seen when the desk shows live data.' }
    default:
      return undefined
  }
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
}
