import { pairKey } from '@/lib/market/pair'
import { symbolIdentity } from '@/lib/market/symbol'
import type { HistoryPairs, RecordedPair } from '@/lib/protocol/history-pairs'
import type { PairsRequest, Piece } from './history-message'
import type { Reading } from './range-answer'

/** The answer of `GET /api/history/pairs`. */
export async function* pairsAnswer(
  { words, limit }: PairsRequest,
  { lake, signal }: Reading,
): AsyncGenerator<Piece> {
  const { pairs, bytes } = await lake.pairs(signal)
  const matching = pairs.filter((pair) => words.every((word) => matches(pair, word)))
  const answer: HistoryPairs = {
    server_time_ms: Date.now(),
    ...{ total: pairs.length, matched: matching.length, bytes },
    pairs: matching.slice(0, limit).map((pair) => ({
      pair: pairKey(pair),
      ...{ symbol: pair.symbol, exchange1: pair.exchange1, exchange2: pair.exchange2 },
      ...{ days: pair.days, first: pair.first, last: pair.last },
      ...{ rows: pair.rows, bytes: pair.bytes },
    })),
  }
  yield { bytes: Buffer.from(JSON.stringify(answer)), lines: 1 }
}

/** A symbol is found in any of its spellings. */
function matches({ symbol, exchange1, exchange2 }: Omit<RecordedPair, 'pair'>, word: string) {
  const identity = symbolIdentity(word)
  return (
    [symbol, exchange1, exchange2].some((name) => name.toUpperCase().includes(word)) ||
    (identity !== '' && symbolIdentity(symbol).includes(identity))
  )
}
