import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type ServerOptions } from 'ws'
import { HttpProblem } from '@/lib/protocol/http-problem'
import { parseRealtimeQuery } from '@/lib/protocol/chart-query'
import type { RealtimeCharts } from './realtime-charts'

/** What a client says is ignored; more than this at once ends its connection. */
const MAX_CLIENT_BYTES = 4_096
const CLOSE_TIMEOUT_MS = 1_000
const RETRY_AFTER_S = 10

// @types/ws does not know closeTimeout yet; ws itself has it since 8.19.
const OPTIONS: ServerOptions & { closeTimeout: number } = {
  noServer: true,
  clientTracking: false,
  closeTimeout: CLOSE_TIMEOUT_MS,
  maxPayload: MAX_CLIENT_BYTES,
  // It would take six times the processor time.
  perMessageDeflate: false,
}

/**
 * WS /ws/realtime_charts (contract §3).
 *
 * @throws HttpProblem 400 for a wrong query, 503 when there are too many readers; nothing has been
 * answered then
 */
export function realtimeEndpoint(charts: RealtimeCharts) {
  const server = new WebSocketServer(OPTIONS)
  return (
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    params: URLSearchParams,
  ): void => {
    const query = parseRealtimeQuery(params)
    if (!charts.hasRoom()) {
      const detail = 'too many readers of charts, or the server is stopping'
      throw new HttpProblem(503, detail, { 'retry-after': String(RETRY_AFTER_S) })
    }
    server.handleUpgrade(request, socket, head, (client) => charts.join(client, query))
  }
}
