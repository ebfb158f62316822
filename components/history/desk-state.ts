import type { SpreadKind } from '@/lib/market/spread-kind'
import type { HistoryEnd, HistoryHello, HistoryProgress } from '@/lib/protocol/history-line'
import type { TimeRange } from './history-view'

export interface HistoryPair {
  symbol: string
  exchange1: string
  exchange2: string
}

export interface Question {
  pair: HistoryPair
  spread: SpreadKind
  range: TimeRange
  /** First recorded day, epoch milliseconds: nothing is before; undefined: unknown. */
  firstMs: number | undefined
}

export interface DeskState {
  phase: 'idle' | 'loading' | 'done' | 'cancelled' | 'failed'
  /** Why it failed, or what is waited for, in words. */
  words: string | undefined
  /** 404, 503 ...; 0: there was no answer. */
  status: number | undefined
  startedMs: number
  hello: HistoryHello | undefined
  progress: HistoryProgress | undefined
  end: HistoryEnd | undefined
  /** Older or finer bars are on their way. */
  isLoadingMore: boolean
  /** Why older or finer bars did not come, in words; nobody asks for them until told to. */
  moreFault: string | undefined
}

export const NOTHING: DeskState = {
  phase: 'idle',
  words: undefined,
  status: undefined,
  startedMs: 0,
  hello: undefined,
  progress: undefined,
  end: undefined,
  isLoadingMore: false,
  moreFault: undefined,
}
