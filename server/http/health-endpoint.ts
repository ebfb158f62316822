import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerJson } from './answer'

/** GET /api/health: that the server is there, and what `report` says about its parts. */
export function healthEndpoint(version: string, report: () => Record<string, unknown>) {
  const startedMs = performance.now()
  return (_request: IncomingMessage, response: ServerResponse): void => {
    answerJson(response, 200, {
      status: 'healthy',
      timestamp: new Date().toISOString(),
      version,
      uptime_seconds: Math.round((performance.now() - startedMs) / 1_000),
      ...report(),
    })
  }
}
