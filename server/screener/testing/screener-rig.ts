import path from 'node:path'
import { inject } from 'vitest'
import { screenerAnswerSchema, type ScreenerRow } from '@/lib/protocol/screener-answer'
import { ROW_PLACES, type ScreenerColumn } from '@/lib/protocol/screener-columns'
import { screenerQuerySchema, type ScreenerRequest } from '@/lib/protocol/screener-query'
import type { AnalyzedList, ScreenedMarket } from '../screened-market'
import { ScreenerService, type ScreenerServiceOptions } from '../screener-service'

const THREAD_FILE = path.join(inject('bundleDir'), 'screener.thread.js')

const NOTHING: AnalyzedList = []

/** The service with the real thread. */
export function openService(
  market: ScreenedMarket,
  options: Partial<Pick<ScreenerServiceOptions, 'threadFile' | 'idleMs' | 'analyzed'>> = {},
) {
  const failures: string[] = []
  const service = new ScreenerService({
    ...{ threadFile: THREAD_FILE, market, analyzed: () => NOTHING, ...options },
    onFailure: ({ message }) => failures.push(message),
  })
  const ask = async (request: ScreenerRequest = {}) => {
    const bytes = await service.rank(screenerQuerySchema.parse(request))
    return screenerAnswerSchema.parse(JSON.parse(Buffer.from(bytes).toString()))
  }
  return {
    ...{ service, failures, ask },
    /** Symbols in view, without the quote currency. */
    symbols: async (request: ScreenerRequest) => {
      const { order } = await ask(request)
      return order.map((key) => key.split('_')[0])
    },
    [Symbol.asyncDispose]: () => service.close(),
  }
}

export function figure(row: ScreenerRow | undefined, column: ScreenerColumn) {
  return row?.[ROW_PLACES.indexOf(column)]
}
