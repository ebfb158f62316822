/** Values a tail keeps beyond those it is asked for, so that it is seldom filled anew. */
const RESERVE = 12

/**
 * The last `capacity` values, and which of them are the `depth` largest and the `depth` smallest.
 *
 *   ring  [ e f g h | a b c d ]   order of arrival, the oldest at #next once full
 *   tails   the largest and the smallest values of the ring, each in order of size
 *
 * Quantiles near the ends need no more. Most values touch neither tail, so a push costs a few
 * comparisons; whole sorted arrays cost ten times that (bench/engine). Nothing is allocated.
 * Values must be comparable: NaN would break the order.
 */
export class SlidingTails {
  readonly #ring: Float64Array
  readonly #largest: Tail
  readonly #smallest: Tail
  #next = 0
  #count = 0

  constructor(capacity: number, depth: number) {
    this.#ring = new Float64Array(capacity)
    this.#largest = new Tail(depth, 1)
    this.#smallest = new Tail(depth, -1)
  }

  get count(): number {
    return this.#count
  }

  /** The value `place` places below the largest; place < min(depth, count). */
  fromTop(place: number): number {
    return this.#largest.at(place)
  }

  /** The value `place` places above the smallest; place < min(depth, count). */
  fromBottom(place: number): number {
    return this.#smallest.at(place)
  }

  /** Takes a value in; when full, the oldest goes. */
  push(value: number): void {
    const ring = this.#ring
    const at = this.#next
    this.#next = at + 1 === ring.length ? 0 : at + 1
    if (this.#count === ring.length) {
      this.#exchange(at, value)
      return
    }
    ring[at] = value
    this.#largest.add(value, this.#count)
    this.#smallest.add(value, this.#count)
    this.#count++
  }

  /** Puts `value` in the place of the newest one. At least one must have been pushed. */
  replaceLast(value: number): void {
    this.#exchange((this.#next === 0 ? this.#ring.length : this.#next) - 1, value)
  }

  #exchange(at: number, value: number): void {
    const ring = this.#ring
    const old = ring[at]!
    if (old === value) return
    ring[at] = value
    if (this.#largest.exchange(old, value, this.#count)) this.#fill(this.#largest)
    if (this.#smallest.exchange(old, value, this.#count)) this.#fill(this.#smallest)
  }

  /** Oldest first: a tail runs short when the outer values are old, which then come in in order. */
  #fill(tail: Tail): void {
    const ring = this.#ring
    const oldest = this.#count === ring.length ? this.#next : 0
    tail.clear()
    for (let at = oldest; at < this.#count; at++) tail.offer(ring[at]!)
    for (let at = 0; at < oldest; at++) tail.offer(ring[at]!)
  }
}

/**
 * The largest values (sign 1) or the smallest (sign -1) of a ring: #length of them, at least as many
 * as can be asked for, outermost first. Smallest ones are kept negated, so that one order serves.
 */
class Tail {
  readonly #kept: Float64Array
  readonly #depth: number
  readonly #sign: number
  #length = 0

  constructor(depth: number, sign: 1 | -1) {
    this.#kept = new Float64Array(depth + RESERVE)
    this.#depth = depth
    this.#sign = sign
  }

  at(place: number): number {
    return this.#kept[place]! * this.#sign
  }

  /** A value joins a ring that held `others` values. */
  add(value: number, others: number): void {
    const signed = value * this.#sign
    const length = this.#length
    // While values are left out, only one that beats the innermost surely belongs in.
    if (length < others && (length === 0 || signed <= this.#kept[length - 1]!)) return
    this.#insert(signed)
  }

  /**
   * `value` has taken the place of `old` among `count` values. True: too few are left, fill the tail.
   */
  exchange(old: number, value: number, count: number): boolean {
    const signedOld = old * this.#sign
    if (signedOld >= this.#kept[this.#length - 1]!) this.#remove(signedOld)
    this.add(value, count - 1)
    return this.#length < this.#depth && this.#length < count
  }

  /** Empties the tail; all values are then to be offered to it. */
  clear(): void {
    this.#length = 0
  }

  offer(value: number): void {
    this.#insert(value * this.#sign)
  }

  #insert(signed: number): void {
    const kept = this.#kept
    if (this.#length < kept.length) this.#length++
    else if (signed <= kept[kept.length - 1]!) return
    let place = this.#length - 1
    while (place > 0 && kept[place - 1]! < signed) {
      kept[place] = kept[place - 1]!
      place--
    }
    kept[place] = signed
  }

  #remove(signed: number): void {
    const kept = this.#kept
    const last = this.#length - 1
    let place = last
    while (kept[place]! < signed) place--
    for (; place < last; place++) kept[place] = kept[place + 1]!
    this.#length = last
  }
}
