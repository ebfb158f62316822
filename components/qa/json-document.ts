import { MOCK_LIMITS } from '@/lib/protocol/mock-data'
import { grouped } from '../ui/number-format'
import type { Mark } from './json-rows'
import type { LongArray } from './json-scan'
import { scanInSteps } from './scan-in-steps'
import { TextLines } from './text-lines'

/** A text that may be loaded. */
export interface JsonDocument {
  /** Where it comes from, in words. */
  name: string
  lines: TextLines
  longArrays: readonly LongArray[]
  /** Why it is no JSON. */
  fault: Mark | undefined
}

const BYTES_PER_MB = 1024 ** 2
export const BODY_LIMIT_WORDS = `${MOCK_LIMITS.bodyBytes / BYTES_PER_MB} MB`

/** Why a text of so many bytes is not even read; undefined when it may be. */
export function sizeFault(bytes: number): string | undefined {
  if (bytes <= MOCK_LIMITS.bodyBytes) return undefined
  const limit = grouped(MOCK_LIMITS.bodyBytes)
  return `It has ${grouped(bytes)} bytes, at most ${limit} can be loaded`
}

/** Bytes of a text as it is sent. */
export function bytesOf(text: string): number {
  // Without a copy of the bytes in memory.
  return new Blob([text]).size
}

/** Reads a text in steps. Undefined when `isWanted` says no in between. */
export async function readDocument(
  name: string,
  text: string,
  isWanted: () => boolean,
): Promise<JsonDocument | undefined> {
  const scan = await scanInSteps(text, [], isWanted)
  if (scan === undefined) return undefined
  const { fault, longArrays } = scan
  return {
    name,
    lines: new TextLines(text),
    longArrays,
    fault: fault && { start: fault.at, end: fault.at + 1, message: fault.message },
  }
}
