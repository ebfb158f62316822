import { readSymbolList, type SymbolInfo } from '@/lib/protocol/symbol-list'
import { instrumentIdentity } from '@/lib/spread/instrument'

/** The eight exchanges of the field list about 15,000 together. */
export const MAX_SYMBOLS = 50_000
/** Lists that wait to be read: the longest frame that a socket lets through, twice. */
export const MAX_WAITING_BYTES = 32 * 1024 * 1024

export interface SymbolCounters {
  /** Held now. */
  symbols: number
  /** Forgotten for others: those that were listed longest ago. */
  symbolsDropped: number
  /** Entries that were not sound, and lists that came faster than they are read. */
  symbolsRejected: number
  symbolListsRejected: number
}

/** What the exchanges say of their symbols; a list that is sent again replaces what it said before. */
export class SymbolRegistry {
  /** By `instrumentIdentity()`, the one listed longest ago first. */
  readonly #symbols = new Map<string, SymbolInfo>()
  #waitingBytes = 0
  #dropped = 0
  #rejected = 0
  #listsRejected = 0

  counters(): SymbolCounters {
    return {
      symbols: this.#symbols.size,
      symbolsDropped: this.#dropped,
      symbolsRejected: this.#rejected,
      symbolListsRejected: this.#listsRejected,
    }
  }

  get(exchange: string, name: string): SymbolInfo | undefined {
    return this.#symbols.get(instrumentIdentity(exchange, name))
  }

  /** Reads an `AllSymbolInfo` frame, a symbol at a step; undefined: too much waits already. */
  take(frame: Buffer): Iterator<void, void> | undefined {
    if (this.#waitingBytes + frame.length > MAX_WAITING_BYTES) {
      this.#listsRejected++
      return undefined
    }
    this.#waitingBytes += frame.length
    return this.#read(frame)
  }

  *#read(frame: Buffer): Generator<void, void> {
    for (const symbol of readSymbolList(frame)) {
      if (symbol === undefined) this.#rejected++
      else this.#put(symbol)
      yield
    }
    this.#waitingBytes -= frame.length
  }

  #put(symbol: SymbolInfo): void {
    const identity = instrumentIdentity(symbol.exchange, symbol.name)
    this.#symbols.delete(identity)
    this.#symbols.set(identity, symbol)
    if (this.#symbols.size <= MAX_SYMBOLS) return
    const [oldest] = this.#symbols.keys()
    if (oldest !== undefined) this.#symbols.delete(oldest)
    this.#dropped++
  }
}
