import type { Opportunity } from '../market/opportunity'
import { FaultList, type PathFault } from './fault-list'
import { MOCK_LIMITS } from './mock-data'
import { readMockOpportunities } from './mock-opportunities'
import { readMockWindows, type MockQuotes } from './mock-windows'

/** What a sound body says. */
export interface MockData {
  /** As the body spells and orders them; no two are the same pair. */
  opportunities: readonly Opportunity[]
  /** One for each exchange and symbol. */
  windows: readonly MockQuotes[]
  /** Quotes of all windows. */
  points: number
}

export type MockCheck =
  | { kind: 'data'; data: MockData }
  /** The first faults, and how many there are in all. */
  | { kind: 'faults'; faults: readonly PathFault[]; count: number }

/** Checks a parsed body of `POST /api/test/load_mock_data` as a whole. Never throws. */
export function checkMockData(body: unknown): MockCheck {
  const faults = new FaultList(MOCK_LIMITS.faults)
  const data = isObject(body) ? readBody(body, faults) : undefined
  if (!isObject(body)) faults.add([], 'the body must be an object of opportunities and windows')
  if (data === undefined || faults.count > 0) {
    return { kind: 'faults', faults: faults.first, count: faults.count }
  }
  return { kind: 'data', data }
}

function readBody(body: Readonly<Record<string, unknown>>, faults: FaultList): MockData {
  const opportunities = readMockOpportunities(own(body, 'opportunities'), faults)
  const windows = readMockWindows(own(body, 'windows'), opportunities, faults)
  const points = windows.reduce((sum, { timeMs }) => sum + timeMs.length, 0)
  return { opportunities, windows, points }
}

/** Not what an object inherits. */
function own(object: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
