import type { IncomingMessage, ServerResponse } from 'node:http'

export interface DrainLimits {
  /** What is read and thrown away of a request that has its answer already. */
  maxBytes: number
  maxMs: number
}

const LIMITS: DrainLimits = { maxBytes: 64 * 1024 * 1024, maxMs: 5_000 }

/**
 * Writes the last of an answer whose length was announced. Where the request's body is still coming
 * in, the answer is complete at once but the connection stays until the rest has come, too, or the
 * limits are reached: a caller that sends everything before it reads would find the connection
 * reset otherwise, and no answer.
 */
export function endAnswer(response: ServerResponse, text: string, limits = LIMITS): void {
  const { req: request } = response
  if (!isComing(request)) {
    response.end(text)
    return
  }
  response.write(text)
  drain(request, limits, (isWhole) => {
    response.end()
    if (!isWhole) request.socket.destroySoon()
  })
}

function isComing({ complete, headers }: IncomingMessage): boolean {
  const { 'transfer-encoding': coding, 'content-length': length = 0 } = headers
  return !complete && (coding !== undefined || Number(length) > 0)
}

function drain(
  request: IncomingMessage,
  { maxBytes, maxMs }: DrainLimits,
  onEnd: (isWhole: boolean) => void,
): void {
  let bytes = 0
  const stop = () => {
    clearTimeout(deadline)
    request.off('data', onData).off('close', stop).pause()
    onEnd(request.complete)
  }
  const onData = (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > maxBytes) stop()
  }
  const deadline = setTimeout(stop, maxMs)
  // A request that fails now has nobody left to tell. `close` comes after its end, too.
  request
    .on('error', () => {})
    .on('data', onData)
    .on('close', stop)
  if (request.destroyed) stop()
}
