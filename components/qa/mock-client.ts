import * as z from 'zod'
import {
  mockFaultsSchema,
  mockLoadedSchema,
  mockStateSchema,
  type MockFault,
  type MockLoaded,
  type MockState,
} from '@/lib/protocol/mock-data'

/** What the server says to a body. */
export type BodyAnswer =
  | { kind: 'taken'; loaded: MockLoaded }
  | { kind: 'faulty'; faults: readonly MockFault[]; more: number }
  | { kind: 'refused'; words: string }

/** `off`: the server has no test endpoints. */
export type MockStateAnswer = MockState | 'off' | undefined

const HTTP_NOT_FOUND = 404
const HTTP_UNPROCESSABLE = 422
const refusalSchema = z.object({ detail: z.string() })

/** Sends a body to be loaded, or only checked. Never rejects. */
export async function sendBody(text: string, isCheck: boolean): Promise<BodyAnswer> {
  try {
    const response = await fetch(`/api/test/load_mock_data${isCheck ? '?dry_run=true' : ''}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: text,
    })
    const answer: unknown = await response.json()
    if (response.ok) return { kind: 'taken', loaded: mockLoadedSchema.parse(answer) }
    if (response.status === HTTP_UNPROCESSABLE) {
      const { faults, more } = mockFaultsSchema.parse(answer)
      return { kind: 'faulty', faults, more }
    }
    const detail = refusalSchema.safeParse(answer).data?.detail ?? `HTTP ${response.status}`
    return { kind: 'refused', words: `The server refused it: ${detail}` }
  } catch {
    return { kind: 'refused', words: 'The server does not answer, nothing was loaded' }
  }
}

/** What is loaded; undefined when the server cannot be asked. */
export async function fetchMockState(signal: AbortSignal): Promise<MockStateAnswer> {
  try {
    const response = await fetch('/api/test/mock_data', { signal })
    if (response.status === HTTP_NOT_FOUND) return 'off'
    return response.ok ? mockStateSchema.parse(await response.json()) : undefined
  } catch {
    return undefined
  }
}
