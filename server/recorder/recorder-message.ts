import type { MessagePort } from 'node:worker_threads'

/** What passes between the main thread and the recorder's. */

/** What the thread is started with. */
export interface RecorderSetup {
  /** Absolute. */
  readonly root: string
  readonly maxOpenFiles: number
  /** Days and bytes kept; undefined: no limit. */
  readonly keepDays: number | undefined
  readonly maxBytes: number | undefined
}

export type RecorderCommand =
  /** Frames come from here now, instead of from where they came before. */
  | { type: 'source'; port: MessagePort }
  /** Write all that is there, and end. */
  | { type: 'stop' }

export const DROP_REASONS = [
  'slow',
  'long_frame',
  'unreadable',
  'name',
  'file',
  'disk',
  'shutdown',
] as const
/** Why rows were not recorded. */
export type DropReason = (typeof DROP_REASONS)[number]

/** Totals since the thread was started unless said otherwise. */
export interface RecorderCounters {
  readonly state: 'recording' | 'stopped'
  /** Why it is stopped; null while it records. */
  readonly reason: string | null
  /** Written. */
  readonly rows: number
  readonly files: number
  readonly bytes: number
  readonly dropped: Readonly<Record<DropReason, number>>
  /** Held now. */
  readonly heldRows: number
  readonly openFiles: number
  readonly waitingBatches: number
  /** Files written early because too many were open. */
  readonly closedEarly: number
  /** How long the oldest row has been in no file, milliseconds. */
  readonly oldestRowMs: number
  /** From one file that is written to the next, milliseconds, in the mean. */
  readonly fileMs: number
  readonly daysRemoved: number
  /** Of the lake at the last look, if it has a limit. */
  readonly lakeBytes: number | null
}

export interface RecorderLogEntry {
  readonly level: 'info' | 'warn'
  readonly text: string
}

export type RecorderMessage =
  { type: 'counters'; counters: RecorderCounters } | { type: 'log'; entry: RecorderLogEntry }
