import type { Listing } from './screener-poll'

/** Which pair stands where. */
export interface HeldPlaces {
  question: string
  /** It came with. */
  listing: Listing
  /** By place, from 0; places that nobody looked at are not in it. */
  pairs: ReadonlyMap<number, string>
}

/**
 * The places to show. Held ones stand still until they are let go or another question is asked; a
 * place that is seen for the first time takes the next pair that stands nowhere yet.
 */
export function placesToShow(
  shown: HeldPlaces | undefined,
  latest: Listing | undefined,
  isHeld: boolean,
): HeldPlaces | undefined {
  if (latest === undefined) return shown
  if (shown === undefined || shown.question !== latest.question) return placesOf(latest)
  if (!isHeld) return shown.listing === latest ? shown : placesOf(latest)
  const taken = new Set(shown.pairs.values())
  const next = latest.order.filter((pair) => !taken.has(pair))
  const fresh = new Map<number, string>()
  for (let at = 0; at < latest.order.length; at++) {
    const place = latest.offset + at
    if (shown.pairs.has(place)) continue
    const own = latest.order[at]!
    const pair = taken.has(own) ? next.shift() : own
    if (pair === undefined) continue
    if (pair === own) next.splice(next.indexOf(own), 1)
    taken.add(pair)
    fresh.set(place, pair)
  }
  if (fresh.size === 0) return shown
  return { ...shown, pairs: new Map([...shown.pairs, ...fresh]) }
}

/** As the newest answer has it. */
export function placesOf(listing: Listing): HeldPlaces {
  const { question, offset, order } = listing
  return { question, listing, pairs: new Map(order.map((pair, at) => [offset + at, pair])) }
}

/** How many of the places `first` to `end` (exclusive) would show another pair. */
export function waitingChanges(
  shown: HeldPlaces | undefined,
  latest: Listing | undefined,
  first: number,
  end: number,
): number {
  if (shown === undefined || latest === undefined || shown.question !== latest.question) return 0
  let changes = 0
  for (let place = first; place < end; place++) {
    const now = latest.order[place - latest.offset]
    const held = shown.pairs.get(place)
    if (now !== undefined && held !== undefined && now !== held) changes++
  }
  return changes
}
