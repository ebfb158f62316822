import type { IncomingMessage } from 'node:http'
import { HttpProblem } from '@/lib/protocol/http-problem'

/**
 * The whole body of a request, in a buffer of its own. How long it may take is up to the server's
 * `requestTimeout`. What is too long is not kept: the rest is read and thrown away, so that the
 * caller gets to see the answer.
 *
 * @throws HttpProblem 413 for more than `maxBytes`, as soon as that is known; 415 when it is
 * compressed; 400 when it ends early
 */
export function readBody(
  request: IncomingMessage,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const { 'content-encoding': encoding = 'identity', 'content-length': announced } = request.headers
  if (encoding !== 'identity') {
    return refuse(request, new HttpProblem(415, `a body of encoding ${encoding} is not read here`))
  }
  if (Number(announced ?? 0) > maxBytes) return refuse(request, tooLong(maxBytes))
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let length = 0
    const settle = () => {
      request.off('data', onData).off('end', onEnd).off('close', onClose).off('error', onClose)
    }
    const onData = (chunk: Buffer) => {
      length += chunk.length
      chunks.push(chunk)
      if (length <= maxBytes) return
      settle()
      refuse(request, tooLong(maxBytes)).catch(reject)
    }
    const onEnd = () => {
      settle()
      resolve(joined(chunks, length))
    }
    const onClose = () => {
      settle()
      // A request that fails later on has nobody left to tell.
      request.on('error', () => {})
      reject(new HttpProblem(400, 'the body ended early'))
    }
    request.on('data', onData).on('end', onEnd).on('close', onClose).on('error', onClose)
    if (request.destroyed) onClose()
  })
}

function refuse(request: IncomingMessage, problem: HttpProblem): Promise<never> {
  request.on('error', () => {}).resume()
  return Promise.reject(problem)
}

function tooLong(maxBytes: number): HttpProblem {
  return new HttpProblem(413, `the body has more than ${maxBytes} bytes`)
}

/** Not Buffer.concat: its result may lie in memory that others use, which no thread can be given. */
function joined(chunks: readonly Buffer[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}
