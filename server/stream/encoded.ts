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
}

/** How far one reader of a channel has come: what it was sent last. */
export type Cursor = Pick<Encoded, 'serial' | 'version' | 'rewrites' | 'endRow'>

/** Numbers only: a reader must not keep bytes alive that it was sent long ago. */
export function cursorAt({ serial, version, rewrites, endRow }: Encoded): Cursor {
  return { serial, version, rewrites, endRow }
}
