/** An excursion beyond a threshold until the return to the neutral zone. */
export interface Episode {
  /** Epoch milliseconds. */
  startMs: number
  /** NaN while it is open; of one that a hole cut, the last moment known. */
  endMs: number
  /** The sign of the spread. Of the `bid` spread 1: exchange 1 dearer, buy 2 and sell 1. */
  direction: 1 | -1
  /** Percent, signed: the value farthest from zero. */
  peakPct: number
  /** Integral of |spread| over the time it lasted, percent times seconds. */
  areaPctS: number
  /** Until now while it is open; at least so long when a hole cut it. */
  durationMs: number
  state: 'done' | 'open' | 'cut'
  /** What its times are told to: 0 when it is made of points, 1,000 of bars. */
  resolutionMs: 0 | 1_000
}
