import { REJECT_REASONS, type RejectReason } from '@/lib/market/quote'

/** A reason is logged at most this often. */
export const LOG_INTERVAL_MS = 60_000

export interface DueRejects {
  reason: RejectReason
  /** Since the reason was last logged. */
  count: number
  total: number
}

interface ReasonTally {
  total: number
  logged: number
  loggedMs: number
}

/** Counts what was rejected, by reason, and says when it is time to log it. */
export class RejectTally {
  readonly #tallies = new Map<RejectReason, ReasonTally>(
    REJECT_REASONS.map((reason) => [reason, { total: 0, logged: 0, loggedMs: -Infinity }]),
  )

  add(reason: RejectReason): void {
    this.#tallies.get(reason)!.total++
  }

  /** Totals since the start, only of reasons that occurred. */
  totals(): Record<string, number> {
    const occurred = [...this.#tallies].filter(([, tally]) => tally.total > 0)
    return Object.fromEntries(occurred.map(([reason, tally]) => [reason, tally.total]))
  }

  /** Reasons with rejects to log now; each is then not due again for a minute. */
  takeDue(nowMs: number): DueRejects[] {
    const due: DueRejects[] = []
    for (const [reason, tally] of this.#tallies) {
      const { total, logged } = tally
      if (total === logged || nowMs - tally.loggedMs < LOG_INTERVAL_MS) continue
      due.push({ reason, count: total - logged, total })
      tally.logged = total
      tally.loggedMs = nowMs
    }
    return due
  }
}
