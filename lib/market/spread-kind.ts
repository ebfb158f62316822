/**
 * The three spreads of a pair, in percent (contract §2). The position in this list is the index of
 * the kind in every column that holds all three.
 */
export const SPREAD_KINDS = ['bid', 'buy2_sell1', 'buy1_sell2'] as const

export type SpreadKind = (typeof SPREAD_KINDS)[number]
