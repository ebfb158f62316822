import { screenerAnswerSchema, type ScreenerAnswer } from '@/lib/protocol/screener-answer'
import type { ScreenerRequest } from '@/lib/protocol/screener-query'

/** A server that takes longer is as good as gone. */
const ANSWER_MS = 5_000
const NOT_UNDERSTOOD = 'answers what this page does not understand'

/** The answer, or what is the matter, as an ending of "The server ...". */
export async function askScreener(
  request: ScreenerRequest,
  signal: AbortSignal,
): Promise<ScreenerAnswer | string> {
  try {
    const response = await fetch('/api/screener', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]),
    })
    if (!response.ok) return `answers with fault ${response.status}`
    const { data, error } = screenerAnswerSchema.safeParse(await response.json())
    return error === undefined ? data : NOT_UNDERSTOOD
  } catch (error) {
    return error instanceof SyntaxError ? NOT_UNDERSTOOD : 'does not answer'
  }
}
