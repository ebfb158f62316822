/** What the earlier dashboard's endpoints may take; named limits of the README's table. */
export interface DashboardLimits {
  /** Between two arrays. */
  flushMs: number
  /** WebSockets open at one time. */
  maxClients: number
  /** All distinct messages that sockets still hold, together. */
  queueBytes: number
  /** A client that has not taken a message by then is dropped. */
  fullMs: number
}

/**
 * Of one message, so that two of the longest fit: the one that a slow client still takes, and the
 * newest. The charts kept to be sent again need as much.
 */
export function longestMessageBytes({ queueBytes }: DashboardLimits): number {
  return Math.floor(queueBytes / 2)
}
