/** Values a tail keeps beyond those it is asked for, so that it is seldom filled anew. */
const RESERVE = 12
/** What is counted of a slot before the lengths of its tails. */
const NEXT = 0
const COUNT = 1
const LENGTHS = 2

export interface TailsShape {
  slots: number
  /** Of each slot. */
  lanes: number
  /** Values that each lane holds. */
  capacity: number
  /** How many of the largest and of the smallest are asked for. */
  depth: number
}

/**
 * For many slots, and in each of them for several lanes, the last `capacity` values, and which of them are
 * the `depth` largest and the `depth` smallest. All lanes of a slot are fed together.
 *
 *   ring   [ e f g h | a b c d ]   order of arrival, the oldest at `next` once full
 *   tails  two a lane: the largest values in falling order, the smallest ones in rising order
 *
 * Quantiles near the ends need no more. Most values touch no tail: a push then costs two
 * comparisons a tail, where keeping the whole ring sorted costs five times that (bench/engine).
 * Nothing is allocated: numbers that are not whole are handed from method to method in arrays, for those
 * that are arguments cost an object each. Values must be comparable: NaN would break the order.
 */
export class SlidingTails {
  readonly #shape: TailsShape
  readonly #keep: number
  /**
   * Of each slot, side by side and what every push needs first, so that it touches few cache lines: for
   * each tail its bound; the kept values of each tail; the ring. A tail of smallest values holds them
   * negated, so that one order serves both.
   */
  readonly #cells: Float64Array
  readonly #cellsPerSlot: number
  readonly #tailsAt: number
  readonly #ringAt: number
  /** Of each slot: where the next value goes, values held, lengths of the tails. */
  readonly #counts: Int32Array
  readonly #countsPerSlot: number
  /** The value that goes now, of each lane. */
  readonly #leaving: Float64Array

  /** @throws RangeError when `depth` is too great for tails to make sense */
  constructor(shape: TailsShape) {
    const { slots, lanes, capacity, depth } = shape
    if (depth > 200) throw new RangeError(`SlidingTails: depth ${depth} is above 200`)
    const tails = lanes * 2
    this.#shape = shape
    this.#keep = depth + RESERVE
    this.#tailsAt = tails
    this.#ringAt = this.#tailsAt + tails * this.#keep
    this.#cellsPerSlot = this.#ringAt + lanes * capacity
    this.#countsPerSlot = LENGTHS + tails
    this.#cells = new Float64Array(slots * this.#cellsPerSlot)
    this.#counts = new Int32Array(slots * this.#countsPerSlot)
    this.#leaving = new Float64Array(lanes)
  }

  /** No values; a slot is to be cleared before its first use. */
  clear(slot: number): void {
    const cells = slot * this.#cellsPerSlot
    const counts = slot * this.#countsPerSlot
    this.#cells.fill(-Infinity, cells, cells + this.#tailsAt)
    this.#counts.fill(0, counts, counts + this.#countsPerSlot)
  }

  /** Values held in each lane. */
  count(slot: number): number {
    return this.#counts[slot * this.#countsPerSlot + COUNT]!
  }

  /** The value `place` places below the largest; place < min(depth, count). */
  fromTop(slot: number, lane: number, place: number): number {
    return this.#cells[this.#firstOf(slot, lane * 2) + place]!
  }

  /** The value `place` places above the smallest; place < min(depth, count). */
  fromBottom(slot: number, lane: number, place: number): number {
    return -this.#cells[this.#firstOf(slot, lane * 2 + 1) + place]!
  }

  /** Takes a value in for each lane; when full, the oldest go. False: no tail has changed. */
  push(slot: number, values: Float64Array): boolean {
    const counts = slot * this.#countsPerSlot
    const at = this.#counts[counts + NEXT]!
    this.#counts[counts + NEXT] = at + 1 === this.#shape.capacity ? 0 : at + 1
    if (this.#counts[counts + COUNT] === this.#shape.capacity) {
      return this.#exchange(slot, at, values)
    }
    this.#grow(slot, at, values)
    return true
  }

  /**
   * Puts `values` in the place of the newest ones. At least one must have been pushed. False: no tail has
   * changed.
   */
  replaceLast(slot: number, values: Float64Array): boolean {
    const next = this.#counts[slot * this.#countsPerSlot + NEXT]!
    return this.#exchange(slot, (next === 0 ? this.#shape.capacity : next) - 1, values)
  }

  #grow(slot: number, at: number, values: Float64Array): void {
    const { lanes } = this.#shape
    const first = slot * this.#cellsPerSlot
    this.#counts[slot * this.#countsPerSlot + COUNT]!++
    for (let lane = 0; lane < lanes; lane++) {
      const value = values[lane]!
      this.#cells[first + this.#ringAt + at * lanes + lane] = value
      if (value > this.#cells[first + lane * 2]!) this.#insert(slot, lane * 2, values)
      if (-value > this.#cells[first + lane * 2 + 1]!) this.#insert(slot, lane * 2 + 1, values)
      this.#setBound(slot, lane * 2)
      this.#setBound(slot, lane * 2 + 1)
    }
  }

  #exchange(slot: number, at: number, values: Float64Array): boolean {
    const cells = this.#cells
    const { lanes } = this.#shape
    const first = slot * this.#cellsPerSlot
    let ring = first + this.#ringAt + at * lanes
    let hasChanged = false
    for (let lane = 0; lane < lanes; lane++, ring++) {
      const old = cells[ring]!
      const value = values[lane]!
      cells[ring] = value
      this.#leaving[lane] = old
      const top = cells[first + lane * 2]!
      const bottom = cells[first + lane * 2 + 1]!
      if (old >= top || value > top) {
        this.#change(slot, lane * 2, values)
        hasChanged = true
      }
      if (-old >= bottom || -value > bottom) {
        this.#change(slot, lane * 2 + 1, values)
        hasChanged = true
      }
    }
    return hasChanged
  }

  /** A value of `values` has come for the one leaving, and at least one of them belongs to the tail. */
  #change(slot: number, tail: number, values: Float64Array): void {
    const first = this.#firstOf(slot, tail)
    const lengthAt = this.#lengthAt(slot, tail)
    const count = this.count(slot)
    const old = this.#leaving[tail >> 1]! * signOf(tail)
    if (old >= this.#cells[slot * this.#cellsPerSlot + tail]!) this.#remove(slot, tail)
    const length = this.#counts[lengthAt]!
    const isWhole = length === count - 1
    // While values are left out, only one that beats the innermost surely belongs in.
    const value = values[tail >> 1]! * signOf(tail)
    if (isWhole || (length > 0 && value > this.#cells[first + length - 1]!)) {
      this.#insert(slot, tail, values)
    }
    if (this.#counts[lengthAt]! < Math.min(this.#shape.depth, count)) this.#fill(slot, tail)
    this.#setBound(slot, tail)
  }

  /** What a value must exceed to belong to the tail, and reach to be in it: the innermost one. */
  #setBound(slot: number, tail: number): void {
    const length = this.#counts[this.#lengthAt(slot, tail)]!
    const takesAll = length === this.count(slot) && length < this.#keep
    const innermost = this.#firstOf(slot, tail) + length - 1
    this.#cells[slot * this.#cellsPerSlot + tail] = takesAll ? -Infinity : this.#cells[innermost]!
  }

  #insert(slot: number, tail: number, values: Float64Array): void {
    const place = this.#lengthen(slot, tail)
    this.#cells[place] = values[tail >> 1]! * signOf(tail)
    this.#moveOut(this.#firstOf(slot, tail), place)
  }

  /** Removes the value that leaves. */
  #remove(slot: number, tail: number): void {
    const cells = this.#cells
    const old = this.#leaving[tail >> 1]! * signOf(tail)
    const last = this.#firstOf(slot, tail) + --this.#counts[this.#lengthAt(slot, tail)]!
    let place = last
    while (cells[place]! < old) place--
    for (; place < last; place++) cells[place] = cells[place + 1]!
  }

  /** The place behind the tail's values; that of its innermost one when it is at its longest. */
  #lengthen(slot: number, tail: number): number {
    const lengthAt = this.#lengthAt(slot, tail)
    if (this.#counts[lengthAt]! < this.#keep) this.#counts[lengthAt]!++
    return this.#firstOf(slot, tail) + this.#counts[lengthAt]! - 1
  }

  /** Moves the value at `from` past the smaller ones before it. */
  #moveOut(first: number, from: number): void {
    const cells = this.#cells
    const value = cells[from]!
    let place = from
    while (place > first && cells[place - 1]! < value) {
      cells[place] = cells[place - 1]!
      place--
    }
    cells[place] = value
  }

  /** Oldest first: a tail runs short when its values are old, which then come in in order. */
  #fill(slot: number, tail: number): void {
    const { capacity, lanes } = this.#shape
    const sign = signOf(tail)
    const lane = slot * this.#cellsPerSlot + this.#ringAt + (tail >> 1)
    const count = this.count(slot)
    const oldest = count === capacity ? this.#counts[slot * this.#countsPerSlot + NEXT]! : 0
    const first = this.#firstOf(slot, tail)
    this.#counts[this.#lengthAt(slot, tail)] = 0
    for (let turn = 0; turn < count; turn++) {
      const at = oldest + turn < capacity ? oldest + turn : oldest + turn - capacity
      const value = this.#cells[lane + at * lanes]! * sign
      if (turn < this.#keep || value > this.#cells[first + this.#keep - 1]!) {
        const place = this.#lengthen(slot, tail)
        this.#cells[place] = value
        this.#moveOut(first, place)
      }
    }
  }

  /** Where the kept values of a tail begin. */
  #firstOf(slot: number, tail: number): number {
    return slot * this.#cellsPerSlot + this.#tailsAt + tail * this.#keep
  }

  #lengthAt(slot: number, tail: number): number {
    return slot * this.#countsPerSlot + LENGTHS + tail
  }
}

/** Even tails are of largest values. */
function signOf(tail: number): number {
  return (tail & 1) === 0 ? 1 : -1
}
