/** Where something lies in shared memory; `generation` tells it from earlier users of the slot. */
export interface SlotUse {
  readonly slot: number
  readonly generation: number
}

/** What the worker has told of, by its identity and by its slot. */
export class SlotDirectory<Entry extends SlotUse> {
  readonly #identityOf: (entry: Entry) => string
  readonly #byIdentity = new Map<string, Entry>()
  readonly #bySlot = new Map<number, Entry>()

  constructor(identityOf: (entry: Entry) => string) {
    this.#identityOf = identityOf
  }

  get byIdentity(): ReadonlyMap<string, Entry> {
    return this.#byIdentity
  }

  add(entry: Entry): void {
    this.#byIdentity.set(this.#identityOf(entry), entry)
    this.#bySlot.set(entry.slot, entry)
  }

  /** Does nothing, and returns undefined, when the slot has another user by now. */
  remove({ slot, generation }: SlotUse): Entry | undefined {
    const entry = this.#bySlot.get(slot)
    if (entry?.generation !== generation) return undefined
    this.#bySlot.delete(slot)
    const identity = this.#identityOf(entry)
    if (this.#byIdentity.get(identity) === entry) this.#byIdentity.delete(identity)
    return entry
  }

  /** Removes and returns all. */
  clear(): Entry[] {
    const removed = [...this.#bySlot.values()]
    this.#bySlot.clear()
    this.#byIdentity.clear()
    return removed
  }
}
