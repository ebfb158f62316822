import type { ServerResponse } from 'node:http'
import { HttpProblem } from '@/lib/protocol/http-problem'
import { endAnswer } from './early-answer'

/** Answers with JSON that no cache may keep. A HEAD request gets the headers only. */
export function answerJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  const text = JSON.stringify(body)
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    ...headers,
  })
  endAnswer(response, text)
}

/**
 * Answers `{"detail"}`. What is not an HttpProblem is the server's fault: the caller learns no more
 * than that, `onFault` gets the error.
 */
export function answerError(
  response: ServerResponse,
  error: unknown,
  onFault: (error: unknown) => void,
): void {
  const isKnown = error instanceof HttpProblem
  if (!isKnown) onFault(error)
  if (response.headersSent) {
    response.destroy()
    return
  }
  if (isKnown) answerJson(response, error.status, { detail: error.message }, error.headers)
  else answerJson(response, 500, { detail: 'the server failed to answer; its log says why' })
}
