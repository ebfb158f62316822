import { MAX_SORT_KEYS } from '@/lib/protocol/screener-query'

/** Memory that all rankings use in turn; columns are by slot. */
export interface RankingRoom {
  /** Slots of the pairs that match. */
  readonly slots: Int32Array
  readonly afterFeesPct: Float64Array
  readonly keys: readonly Float64Array[]
}

export function createRankingRoom(slots: number): RankingRoom {
  return {
    slots: new Int32Array(slots),
    afterFeesPct: new Float64Array(slots),
    keys: Array.from({ length: MAX_SORT_KEYS }, () => new Float64Array(slots)),
  }
}
