/**
 * Joined points on their way from the join to whoever makes something of them: columns in memory
 * that is used again, the first `length` rows in use. `timeMs` is ascending.
 */
export interface PointBatch {
  length: number
  timeMs: Float64Array
  bid1: Float64Array
  ask1: Float64Array
  bid2: Float64Array
  ask2: Float64Array
  /** Percent, of the one kind that is asked for. */
  spread: Float64Array
  /** 0, or a hole lies between this point and the one before it: its cause's place + 1. */
  hole: Uint8Array
}

/** Takes joined points in time order. What `batch` holds is overwritten afterwards. */
export interface PointSink {
  take(batch: PointBatch): void
}

/** Together they stay in the processor's cache. */
const BATCH_POINTS = 1_024

export function createPointBatch(): PointBatch {
  const column = () => new Float64Array(BATCH_POINTS)
  return {
    length: 0,
    timeMs: column(),
    bid1: column(),
    ask1: column(),
    bid2: column(),
    ask2: column(),
    spread: column(),
    hole: new Uint8Array(BATCH_POINTS),
  }
}
