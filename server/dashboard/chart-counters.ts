/** Totals since the start, for health and metrics. */
export interface ChartCounters {
  clients: number
  /** Of clients that were told there is no room. */
  refused: number
  /** Arrays and rounds of objects made, each once for all its readers. */
  made: number
  /** Arrays that a client was not sent because it had not taken the one before. */
  skipped: number
  /** Charts left out of an array that would have been too long. */
  leftOut: number
  /** Arrays that clients were not sent, and clients dropped, because others held the whole budget. */
  crowdedOut: number
  /** Clients dropped because they read too slowly, and those that no longer answered. */
  closedSlow: number
  closedSilent: number
  queuedBytes: number
  highestQueuedBytes: number
}

export function createChartCounters(): ChartCounters {
  return {
    ...{ clients: 0, refused: 0, made: 0, skipped: 0, leftOut: 0, closedSlow: 0, closedSilent: 0 },
    ...{ crowdedOut: 0, queuedBytes: 0, highestQueuedBytes: 0 },
  }
}
