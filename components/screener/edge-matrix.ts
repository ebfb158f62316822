import type { ScreenerRow } from './screener-row'

/** What buying on one exchange and selling on another leaves. */
export interface MatrixCell {
  pair: string
  /** Percent; undefined: no value, or no fee. */
  afterFeesPct: number | undefined
  /** Instead of a value. */
  words: 'no value' | 'unknown' | undefined
  /** Of the two ways of its pair the better one. */
  isBest: boolean
}

export interface EdgeMatrix {
  /** By name; rows and columns alike. */
  exchanges: readonly string[]
  /** The cell of a buyer (row) and a seller (column); undefined where there is no pair. */
  cell(buyer: string, seller: string): MatrixCell | undefined
}

/**
 * Both directions of every pair of a symbol. The fees of a pair are what its row takes off its edge,
 * and the same for the reverse: two takers to enter and two to leave (contract §2).
 */
export function edgeMatrix(rows: Iterable<ScreenerRow>): EdgeMatrix {
  const cells = new Map<string, MatrixCell>()
  const exchanges = new Set<string>()
  for (const { pair, exchange1, exchange2, figures } of rows) {
    exchanges.add(exchange1)
    exchanges.add(exchange2)
    const { edgePct, reverseEdgePct, afterFeesPct, buyOn } = figures
    const feesPct = difference(edgePct, afterFeesPct)
    const [buyer, seller] = buyOn === 1 ? [exchange1, exchange2] : [exchange2, exchange1]
    cells.set(keyOf(buyer, seller), cellOf(pair, edgePct, feesPct, true))
    cells.set(keyOf(seller, buyer), cellOf(pair, reverseEdgePct, feesPct, false))
  }
  return {
    exchanges: [...exchanges].toSorted((a, b) => (a.toUpperCase() < b.toUpperCase() ? -1 : 1)),
    cell: (buyer, seller) => cells.get(keyOf(buyer, seller)),
  }
}

function cellOf(
  pair: string,
  edgePct: number | null | undefined,
  feesPct: number | undefined,
  isBest: boolean,
): MatrixCell {
  const nothing = { pair, isBest, afterFeesPct: undefined }
  if (typeof edgePct !== 'number') return { ...nothing, words: 'no value' }
  if (feesPct === undefined) return { ...nothing, words: 'unknown' }
  return { pair, isBest, afterFeesPct: edgePct - feesPct, words: undefined }
}

function difference(
  edge: number | null | undefined,
  after: number | null | undefined,
): number | undefined {
  return typeof edge === 'number' && typeof after === 'number' ? edge - after : undefined
}

function keyOf(buyer: string, seller: string): string {
  return `${buyer}:${seller}`
}
