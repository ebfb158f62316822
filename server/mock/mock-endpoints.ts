import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PathFault } from '@/lib/protocol/fault-list'
import { HttpProblem } from '@/lib/protocol/http-problem'
import { MOCK_LIMITS } from '@/lib/protocol/mock-data'
import { QueryParameters } from '@/lib/protocol/query-parameters'
import type { MockDataService } from './mock-data-service'

export interface MockEndpointParts {
  mocks: MockDataService
  /** @throws HttpProblem 413 for more than `maxBytes` */
  readBody: (request: IncomingMessage, maxBytes: number) => Promise<Uint8Array<ArrayBuffer>>
  answer: (response: ServerResponse, status: number, body: unknown) => void
  /** Bodies in memory at one time; the others wait, unread. */
  turns: { pass(who: IncomingMessage, task: () => Promise<void>): Promise<void> }
}

/** `/api/test/load_mock_data` and `/api/test/mock_data` (contract §3). */
export function mockEndpoints({ mocks, readBody, answer, turns }: MockEndpointParts) {
  /** With `?dry_run=true` a body is checked and nothing is loaded. */
  const load = async (
    request: IncomingMessage,
    response: ServerResponse,
    params: URLSearchParams,
  ) => {
    const query = new QueryParameters(params, ['dry_run'])
    const isDryRun = query.choice('dry_run', ['true', 'false'], 'false') === 'true'
    await turns.pass(request, async () => {
      const gone = new AbortController()
      response.once('close', () => gone.abort())
      const body = await readBody(request, MOCK_LIMITS.bodyBytes)
      const outcome = await mocks.load(body, isDryRun, gone.signal)
      if (outcome.kind === 'malformed') throw new HttpProblem(400, outcome.detail)
      if (outcome.kind === 'loaded') answer(response, 200, outcome.answer)
      else answer(response, 422, faultsAnswer(outcome.faults, outcome.count))
    })
  }
  return {
    '/api/test/load_mock_data': { POST: load },
    '/api/test/mock_data': {
      GET: (_request: IncomingMessage, response: ServerResponse) =>
        answer(response, 200, mocks.state()),
      DELETE: (_request: IncomingMessage, response: ServerResponse) =>
        answer(response, 200, mocks.clear()),
    },
  }
}

function faultsAnswer(faults: readonly PathFault[], count: number) {
  const [first] = faults
  const place = first?.path ? `${first.path}: ` : ''
  const detail = `${place}${first?.message} (${count === 1 ? '1 fault' : `${count} faults`})`
  return { detail, faults, more: count - faults.length }
}
