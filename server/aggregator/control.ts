import type { IncomingMessage, ServerResponse } from 'node:http'
import { isIP } from 'node:net'
import { z } from 'zod'
import type { Fault } from './fault-board'
import { FAULT_KINDS } from './fault-kind'

const MAX_BODY_BYTES = 4_096

const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '[::1]'])

const faultRequestSchema = z.strictObject({
  target: z.string().min(1).max(64).default('*'),
  kind: z.enum(FAULT_KINDS),
  on: z.boolean().default(true),
  value: z.number().optional(),
})
export type FaultRequest = z.infer<typeof faultRequestSchema>

/** What can be asked for while the program runs. */
export interface ControlPanel {
  status(): object
  faults(): Fault[]
  /** Undefined: done. Else a sentence that says what is wrong with it. */
  switchFault(request: FaultRequest): string | undefined
  switchAllFaultsOff(): void
}

/**
 * `GET /status`, `GET /faults`, `POST /faults`, `DELETE /faults`, for programs on this machine.
 *
 * It changes state without a password, so pages must not reach it: a request from a page carries
 * an Origin (or a foreign host name, if the page's own name was pointed here) and is refused.
 */
export async function answerControl(
  panel: ControlPanel,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const refusal = refusalOf(request)
  if (refusal !== undefined) {
    reply(response, 403, { detail: refusal })
    return
  }
  const path = (request.url ?? '').split('?', 1)[0]
  const route = `${request.method} ${path}`
  if (route === 'GET /status') {
    reply(response, 200, panel.status())
  } else if (route === 'GET /faults') {
    reply(response, 200, { faults: panel.faults() })
  } else if (route === 'DELETE /faults') {
    panel.switchAllFaultsOff()
    reply(response, 200, { faults: panel.faults() })
  } else if (route === 'POST /faults') {
    await postFault(panel, request, response)
  } else {
    const known = path === '/status' || path === '/faults'
    reply(response, known ? 405 : 404, { detail: `There is no ${route}.` })
  }
}

async function postFault(
  panel: ControlPanel,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    reply(response, 415, { detail: 'The body must be application/json.' })
    return
  }
  const body = await readBody(request)
  if (body === undefined) {
    reply(response, 413, { detail: `The body is longer than ${MAX_BODY_BYTES} bytes.` })
    return
  }
  const parsed = faultRequestSchema.safeParse(parseJson(body))
  const issue = parsed.error?.issues[0]
  const problem = parsed.success
    ? panel.switchFault(parsed.data)
    : `${issue?.path.join('.') || 'body'}: ${issue?.message}`
  if (problem === undefined) reply(response, 200, { faults: panel.faults() })
  else reply(response, 400, { detail: problem })
}

function refusalOf({ socket, headers }: IncomingMessage): string | undefined {
  if (!isLoopback(socket.remoteAddress ?? '')) return 'Only programs on this machine may ask.'
  if (headers.origin !== undefined) return 'Pages may not ask.'
  const name = (headers.host ?? '').replace(/:\d+$/, '').toLowerCase()
  return LOOPBACK_NAMES.has(name) ? undefined : 'Ask for localhost or 127.0.0.1.'
}

function isLoopback(address: string): boolean {
  const ipv4 = address.replace(/^::ffff:/i, '')
  return isIP(ipv4) === 4 ? ipv4.startsWith('127.') : address === '::1'
}

/** Undefined: longer than allowed. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  let body = ''
  request.setEncoding('utf8')
  for await (const chunk of request) {
    body += String(chunk)
    if (body.length > MAX_BODY_BYTES) return undefined
  }
  return body
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function reply(response: ServerResponse, status: number, body: object): void {
  if (response.writableEnded || response.destroyed) return
  // What is left of a body that was not read must not become the next request.
  response.writeHead(status, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    connection: 'close',
  })
  response.end(`${JSON.stringify(body)}\n`)
}
