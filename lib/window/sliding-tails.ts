/** Values a tail keeps beyond those it is asked for, so that it is seldom filled anew. */
const RESERVE = 12

/**
 * For each of several lanes the last `capacity` values, and which of them are the `depth` largest
 * and the `depth` smallest. All lanes are fed together.
 *
 *   ring   [ e f g h | a b c d ]   order of arrival, the oldest at #next once full
 *   tails  two a lane: the largest values in falling order, the smallest ones in rising order
 *
 * Quantiles near the ends need no more. Most values touch no tail: a push then costs two
 * comparisons a tail, where keeping the whole ring sorted costs five times that (bench/engine).
 * Nothing is allocated. Values must be comparable: NaN would break the order.
 */
export class SlidingTails {
  readonly #capacity: number
  readonly #lanes: number
  readonly #depth: number
  readonly #keep: number
  /**
   * One array, the cells that every push needs first, so that it touches few cache lines: for each
   * tail its bound; the kept values of each tail; the ring. A tail of smallest values holds them
   * negated, so that one order serves both.
   */
  readonly #cells: Float64Array
  readonly #lengths: Uint8Array
  readonly #tailsAt: number
  readonly #ringAt: number
  #next = 0
  #count = 0

  /** @throws RangeError when `depth` is too great for tails to make sense */
  constructor(lanes: number, capacity: number, depth: number) {
    if (depth > 200) throw new RangeError(`SlidingTails: depth ${depth} is above 200`)
    const tails = lanes * 2
    this.#lanes = lanes
    this.#capacity = capacity
    this.#depth = depth
    this.#keep = depth + RESERVE
    this.#tailsAt = tails
    this.#ringAt = this.#tailsAt + tails * this.#keep
    this.#cells = new Float64Array(this.#ringAt + lanes * capacity)
    this.#cells.fill(-Infinity, 0, tails)
    this.#lengths = new Uint8Array(tails)
  }

  /** Values held in each lane. */
  get count(): number {
    return this.#count
  }

  /** The value `place` places below the largest; place < min(depth, count). */
  fromTop(lane: number, place: number): number {
    return this.#cells[this.#tailsAt + lane * 2 * this.#keep + place]!
  }

  /** The value `place` places above the smallest; place < min(depth, count). */
  fromBottom(lane: number, place: number): number {
    return -this.#cells[this.#tailsAt + (lane * 2 + 1) * this.#keep + place]!
  }

  /** Takes a value in for each lane; when full, the oldest go. */
  push(values: Float64Array): void {
    const at = this.#next
    this.#next = at + 1 === this.#capacity ? 0 : at + 1
    if (this.#count === this.#capacity) this.#exchange(at, values)
    else this.#grow(at, values)
  }

  /** Puts `values` in the place of the newest ones. At least one must have been pushed. */
  replaceLast(values: Float64Array): void {
    this.#exchange((this.#next === 0 ? this.#capacity : this.#next) - 1, values)
  }

  #grow(at: number, values: Float64Array): void {
    this.#count++
    for (let lane = 0; lane < this.#lanes; lane++) {
      const value = values[lane]!
      this.#cells[this.#ringAt + at * this.#lanes + lane] = value
      if (value > this.#cells[lane * 2]!) this.#insert(lane * 2, value)
      if (-value > this.#cells[lane * 2 + 1]!) this.#insert(lane * 2 + 1, -value)
      this.#setBound(lane * 2)
      this.#setBound(lane * 2 + 1)
    }
  }

  #exchange(at: number, values: Float64Array): void {
    const cells = this.#cells
    let ring = this.#ringAt + at * this.#lanes
    for (let lane = 0; lane < this.#lanes; lane++, ring++) {
      const old = cells[ring]!
      const value = values[lane]!
      cells[ring] = value
      const top = cells[lane * 2]!
      const bottom = cells[lane * 2 + 1]!
      if (old >= top || value > top) this.#change(lane * 2, old, value)
      if (-old >= bottom || -value > bottom) this.#change(lane * 2 + 1, -old, -value)
    }
  }

  /** `value` has come for `old`, and at least one of them belongs to the tail. */
  #change(tail: number, old: number, value: number): void {
    if (old >= this.#cells[tail]!) this.#remove(tail, old)
    const length = this.#lengths[tail]!
    const isWhole = length === this.#count - 1
    // While values are left out, only one that beats the innermost surely belongs in.
    const innermost = this.#tailsAt + tail * this.#keep + length - 1
    if (isWhole || (length > 0 && value > this.#cells[innermost]!)) this.#insert(tail, value)
    if (this.#lengths[tail]! < Math.min(this.#depth, this.#count)) this.#fill(tail)
    this.#setBound(tail)
  }

  /** What a value must exceed to belong to the tail, and reach to be in it: the innermost one. */
  #setBound(tail: number): void {
    const length = this.#lengths[tail]!
    const takesAll = length === this.#count && length < this.#keep
    const innermost = this.#tailsAt + tail * this.#keep + length - 1
    this.#cells[tail] = takesAll ? -Infinity : this.#cells[innermost]!
  }

  #insert(tail: number, value: number): void {
    const cells = this.#cells
    const first = this.#tailsAt + tail * this.#keep
    if (this.#lengths[tail]! < this.#keep) this.#lengths[tail]!++
    let place = first + this.#lengths[tail]! - 1
    while (place > first && cells[place - 1]! < value) {
      cells[place] = cells[place - 1]!
      place--
    }
    cells[place] = value
  }

  #remove(tail: number, value: number): void {
    const cells = this.#cells
    const last = this.#tailsAt + tail * this.#keep + --this.#lengths[tail]!
    let place = last
    while (cells[place]! < value) place--
    for (; place < last; place++) cells[place] = cells[place + 1]!
  }

  /** Oldest first: a tail runs short when its values are old, which then come in in order. */
  #fill(tail: number): void {
    const sign = tail % 2 === 0 ? 1 : -1
    const lane = this.#ringAt + (tail >> 1)
    const oldest = this.#count === this.#capacity ? this.#next : 0
    const first = this.#tailsAt + tail * this.#keep
    this.#lengths[tail] = 0
    for (let turn = 0; turn < this.#count; turn++) {
      const at = oldest + turn < this.#capacity ? oldest + turn : oldest + turn - this.#capacity
      const value = this.#cells[lane + at * this.#lanes]! * sign
      if (turn < this.#keep || value > this.#cells[first + this.#keep - 1]!)
        this.#insert(tail, value)
    }
  }
}
