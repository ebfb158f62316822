import type { IncomingMessage } from 'node:http'
import { HttpProblem } from '@/lib/protocol/http-problem'

/** How fast a body must come, so that one left half sent does not hold its place for long. */
export interface BodyPace {
  /** So many, or the end, within every `perMs`. */
  bytes: number
  perMs: number
}

/** 44 kbit/s: a thin line is fast enough. */
const PACE: BodyPace = { bytes: 16 * 1024, perMs: 3_000 }

/**
 * The whole body of a request, in a buffer of its own. How long it may take in all is up to the
 * server's `requestTimeout`. What is refused is no longer read here; `endAnswer` reads the rest.
 *
 * @throws HttpProblem 413 for more than `maxBytes`, as soon as that is known; 415 when it is
 * compressed; 408 when it stops coming; 400 when it ends early
 */
export async function readBody(
  request: IncomingMessage,
  maxBytes: number,
  pace = PACE,
): Promise<Uint8Array<ArrayBuffer>> {
  const { 'content-encoding': encoding = 'identity', 'content-length': announced } = request.headers
  if (encoding !== 'identity') {
    throw new HttpProblem(415, `a body of encoding ${encoding} is not read here`)
  }
  if (Number(announced ?? 0) > maxBytes) throw tooLong(maxBytes)
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let length = 0
    let lengthBefore = 0
    const settle = () => {
      clearInterval(watch)
      request.off('data', onData).off('end', onEnd).off('close', onClose).off('error', onClose)
      // A request that fails later on has nobody left to tell.
      request.on('error', () => {})
    }
    const refuse = (problem: HttpProblem) => {
      settle()
      reject(problem)
    }
    const watch = setInterval(() => {
      if (length - lengthBefore < pace.bytes) refuse(tooSlow(pace))
      lengthBefore = length
    }, pace.perMs)
    const onData = (chunk: Buffer) => {
      length += chunk.length
      chunks.push(chunk)
      if (length > maxBytes) refuse(tooLong(maxBytes))
    }
    const onEnd = () => {
      settle()
      resolve(joined(chunks, length))
    }
    const onClose = () => refuse(new HttpProblem(400, 'the body ended early'))
    request.on('data', onData).on('end', onEnd).on('close', onClose).on('error', onClose)
    if (request.destroyed) onClose()
  })
}

function tooSlow({ bytes, perMs }: BodyPace): HttpProblem {
  const detail = `less than ${bytes} bytes of the body came in ${perMs / 1_000} s`
  return new HttpProblem(408, detail, { connection: 'close' })
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
