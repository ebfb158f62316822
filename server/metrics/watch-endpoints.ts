import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Status } from '@/lib/protocol/status'

const JSON_TYPE = 'application/json'
const TEXT_TYPE = 'text/plain; charset=utf-8'

export interface WatchSources {
  /** Why the process is not ready, one sentence each. */
  faults: () => readonly string[]
  status: () => Status
  metrics: { readonly contentType: string; text(): Promise<string> }
}

type Get = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>

/** GET /livez, /readyz, /metrics and /api/status. */
export function watchEndpoints({
  faults,
  status,
  metrics,
}: WatchSources): Record<string, { GET: Get }> {
  return {
    '/livez': { GET: (_, response) => answer(response, 200, TEXT_TYPE, 'ok') },
    '/readyz': {
      GET: (_, response) => {
        const detail = faults().join('; ')
        if (detail === '') answer(response, 200, TEXT_TYPE, 'ok')
        else answer(response, 503, JSON_TYPE, JSON.stringify({ detail }))
      },
    },
    '/metrics': {
      GET: async (_, response) => {
        answer(response, 200, metrics.contentType, await metrics.text())
      },
    },
    '/api/status': {
      GET: (_, response) => answer(response, 200, JSON_TYPE, JSON.stringify(status())),
    },
  }
}

/** No cache may keep it. */
function answer(response: ServerResponse, status: number, type: string, text: string): void {
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
  })
  response.end(text)
}
