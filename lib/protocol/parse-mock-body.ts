import { jsonShape } from './json-shape'
import { MOCK_LIMITS } from './mock-data'
import { checkMockData, type MockCheck } from './mock-data-check'

/** Every quote may be an object; the rest are few. */
const MAX_CONTAINERS = MOCK_LIMITS.points + 10_000

export type ParsedMockBody = MockCheck | { kind: 'malformed'; detail: string }

/**
 * Reads and checks the bytes of a body as a whole; `malformed` is what is no JSON at all. Of a key
 * that an object has twice the last one counts. Takes a second for the largest body. Never throws.
 */
export function parseMockBody(bytes: Uint8Array): ParsedMockBody {
  if (bytes.length === 0) return { kind: 'malformed', detail: 'the body is empty' }
  const { nesting, containers } = jsonShape(bytes)
  if (nesting > MOCK_LIMITS.nesting) return tooMuch(`more than ${MOCK_LIMITS.nesting} levels`)
  if (containers > MAX_CONTAINERS) return tooMuch(`more than ${MAX_CONTAINERS} lists and objects`)
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return { kind: 'malformed', detail: 'the body is not UTF-8' }
  }
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { kind: 'malformed', detail: `the body is not JSON: ${why}` }
  }
  return checkMockData(body)
}

function tooMuch(what: string): ParsedMockBody {
  return { kind: 'faults', faults: [{ path: '', message: `the body has ${what}` }], count: 1 }
}
