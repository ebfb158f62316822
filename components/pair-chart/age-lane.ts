/** Ages of the legs in one second, milliseconds: the largest that was seen. NaN: no quote yet. */
export interface LegAges {
  age1Ms: number
  age2Ms: number
}

/** The last seconds of what was seen of the legs' ages. Bars do not tell them; bounded. */
export class AgeLane {
  readonly #capacity: number
  readonly #times: Float64Array
  readonly #ages1: Float32Array
  readonly #ages2: Float32Array

  /** `capacity`: seconds. */
  constructor(capacity: number) {
    this.#capacity = capacity
    this.#times = new Float64Array(capacity).fill(NaN)
    this.#ages1 = new Float32Array(capacity)
    this.#ages2 = new Float32Array(capacity)
  }

  /** Notes ages that held within the second `time` (epoch seconds). */
  note(time: number, { age1Ms, age2Ms }: LegAges): void {
    const at = time % this.#capacity
    const isNew = this.#times[at] !== time
    this.#times[at] = time
    this.#ages1[at] = isNew ? age1Ms : Math.max(this.#ages1[at]!, age1Ms)
    this.#ages2[at] = isNew ? age2Ms : Math.max(this.#ages2[at]!, age2Ms)
  }

  /** Undefined: nothing was seen of that second. */
  at(time: number): LegAges | undefined {
    const at = time % this.#capacity
    if (this.#times[at] !== time) return undefined
    return { age1Ms: this.#ages1[at]!, age2Ms: this.#ages2[at]! }
  }
}
