/** Both bound what is kept, whichever is reached first. */
export const MAX_SAMPLES = 1_000
export const MAX_SAMPLE_AGE_MS = 3_600_000

/** Samples of the last hour, oldest first. */
export class SampleRing<Sample extends { readonly timeMs: number }> {
  readonly #samples: Sample[] = []
  #dropped = 0

  get samples(): readonly Sample[] {
    return this.#samples
  }

  /** For want of room since the start; those that grew too old are not counted. */
  get dropped(): number {
    return this.#dropped
  }

  add(sample: Sample): void {
    this.#samples.push(sample)
    const oldestMs = sample.timeMs - MAX_SAMPLE_AGE_MS
    let gone = Math.max(0, this.#samples.length - MAX_SAMPLES)
    this.#dropped += gone
    while (this.#samples[gone]!.timeMs < oldestMs) gone++
    this.#samples.splice(0, gone)
  }
}
