import type { Tail } from './line-encoder'

/** Lines of one pair and spread kind, encoded once for everybody who needs them. */
export interface Encoded {
  readonly tails: readonly Tail[]
  /** Ascends within a channel: of two, the one with the greater number is the newer. */
  readonly serial: number
  readonly version: number
  readonly rewrites: number
  /** The rows in it: fromRow..endRow - 1. */
  readonly fromRow: number
  readonly endRow: number
  readonly encodedMs: number
  /** Local clock at the arrival of the newest quote in it; NaN: none that was not sent before. */
  readonly arrivalMs: number
}

/**
 * How far one reader of a channel has come: what it was sent last. Numbers only, because a reader
 * must not keep bytes alive that it was sent long ago; changed in place, because a thousand readers
 * make a hundred thousand steps a second.
 */
export interface Cursor {
  serial: number
  version: number
  rewrites: number
  endRow: number
}

/** At the beginning: nothing was sent. */
export function createCursor(): Cursor {
  return { serial: 0, version: 0, rewrites: 0, endRow: 0 }
}

export function moveCursor(cursor: Cursor, to: Encoded): void {
  cursor.serial = to.serial
  cursor.version = to.version
  cursor.rewrites = to.rewrites
  cursor.endRow = to.endRow
}
