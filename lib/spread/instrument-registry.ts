import { IndexList } from '../window/index-list'
import { instrumentIdentity, LiveInstrument, NO_SLOT, type WindowEvents } from './instrument'
import type { QuoteWindows } from './quote-windows'

/**
 * The instruments that have a window, at most as many as there are windows: a new one takes the
 * place of the one that has not quoted for the longest time. `unlist` removes the pairs of one.
 */
export class InstrumentRegistry {
  readonly #windows: QuoteWindows
  readonly #unlist: (instrument: LiveInstrument) => void
  readonly #events: WindowEvents
  readonly #byIdentity = new Map<string, LiveInstrument>()
  readonly #bySlot: (LiveInstrument | undefined)[] = []
  readonly #recency: IndexList
  readonly #exchangeNames = new ExchangeNames()
  #evicted = 0

  constructor(
    windows: QuoteWindows,
    maxWindows: number,
    unlist: (instrument: LiveInstrument) => void,
    events: WindowEvents,
  ) {
    this.#windows = windows
    this.#recency = new IndexList(maxWindows)
    this.#unlist = unlist
    this.#events = events
  }

  get evicted(): number {
    return this.#evicted
  }

  *held(): Generator<LiveInstrument> {
    for (const instrument of this.#bySlot) if (instrument !== undefined) yield instrument
  }

  find(exchange: string, symbol: string): LiveInstrument {
    const held = this.#byIdentity.get(instrumentIdentity(exchange, symbol))
    if (held !== undefined) return held
    const instrument = new LiveInstrument(this.#exchangeNames.shown(exchange), symbol)
    this.#hold(instrument)
    return instrument
  }

  /** The instrument itself, or its successor: what was evicted and quotes again is held again. */
  revive(instrument: LiveInstrument): LiveInstrument {
    if (instrument.slot !== NO_SLOT) return instrument
    const successor = this.#byIdentity.get(instrument.identity)
    if (successor !== undefined) return successor
    this.#hold(instrument)
    return instrument
  }

  touch(instrument: LiveInstrument): void {
    this.#recency.put(instrument.slot)
  }

  /** The one without a quote for the longest time goes, with its pairs. */
  evictOldest(): void {
    const slot = this.#recency.oldest
    const instrument = slot === undefined ? undefined : this.#bySlot[slot]
    if (slot === undefined || instrument === undefined) return
    this.#evicted++
    this.#unlist(instrument)
    this.#recency.remove(slot)
    this.#windows.table.close(slot)
    this.#bySlot[slot] = undefined
    this.#byIdentity.delete(instrument.identity)
    this.#exchangeNames.remove(instrument.exchange)
    this.#events.onWindowRemoved(slot, instrument.generation)
    instrument.forget()
  }

  #hold(instrument: LiveInstrument): void {
    if (this.#windows.table.isFull) this.evictOldest()
    instrument.slot = this.#windows.open()
    instrument.generation = this.#windows.table.control.generation(instrument.slot)
    this.#byIdentity.set(instrument.identity, instrument)
    this.#bySlot[instrument.slot] = instrument
    this.#exchangeNames.add(instrument.exchange)
    this.#recency.put(instrument.slot)
    const { exchange, symbol, slot, generation } = instrument
    this.#events.onWindowAdded({ exchange, symbol, slot, generation })
  }
}

/** Exchanges are shown as first seen, whatever their case later; forgotten with their last use. */
class ExchangeNames {
  readonly #uses = new Map<string, { name: string; count: number }>()

  shown(name: string): string {
    return this.#uses.get(name.toUpperCase())?.name ?? name
  }

  add(name: string): void {
    const identity = name.toUpperCase()
    const use = this.#uses.get(identity)
    if (use === undefined) this.#uses.set(identity, { name, count: 1 })
    else use.count++
  }

  remove(name: string): void {
    const identity = name.toUpperCase()
    const use = this.#uses.get(identity)
    if (use !== undefined && --use.count === 0) this.#uses.delete(identity)
  }
}
