import type { RankedPair } from '@/lib/protocol/pairs-list'
import type { CardFace, LegFace } from './card-face'

type WaitingPair = Pick<
  RankedPair,
  'symbol' | 'exchange1' | 'exchange2' | 'waiting' | 'waiting_legs'
>

/** The card of an opportunity that has no series, with what it waits for; undefined: for nothing. */
export function waitingFace(ranked: WaitingPair): CardFace | undefined {
  const { symbol, exchange1, exchange2, waiting, waiting_legs: legs } = ranked
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
    empty:
      waiting === 'unknown symbol'
        ? { title: 'Unknown symbol', detail: `No exchange has quoted ${symbol} so far.` }
        : {
            title: names === '' ? 'Waiting for the first values' : `Waiting for ${names}`,
            detail: sentence(waiting),
          },
  }
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
}
