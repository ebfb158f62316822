/** What the earlier dashboard's endpoints may take; named limits of the README's table. */
export interface DashboardLimits {
  /** Between two arrays. */
  flushMs: number
  /** WebSockets open at one time. */
  maxClients: number
  /** All distinct messages that sockets still hold, together; no message is longer. */
  queueBytes: number
  /** A client that has not taken a message by then is dropped. */
  fullMs: number
}
