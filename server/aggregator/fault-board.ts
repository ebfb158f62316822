import { isQuoteFault, type ClientFault, type FaultKind, type QuoteFault } from './fault-kind'

/** Every exchange, or every client. */
export const EVERYTHING = '*'

export interface Fault {
  /** An exchange's name (in any case), `#` and a client's number, or `*`. */
  readonly target: string
  readonly kind: FaultKind
  readonly value: number
}

export type QuoteFaults = ReadonlyMap<QuoteFault, number>

/** The faults that are switched on. A fault of one target goes before the same fault of `*`. */
export class FaultBoard {
  readonly #faults = new Map<string, Fault>()
  readonly #byExchange = new Map<string, QuoteFaults>()
  #quoteFaults = 0
  #version = 0

  /** Changes when anything is switched; what was remembered under another version is outdated. */
  get version(): number {
    return this.#version
  }

  get hasQuoteFaults(): boolean {
    return this.#quoteFaults > 0
  }

  list(): Fault[] {
    return [...this.#faults.values()]
  }

  switchOn(fault: Fault): void {
    this.#faults.set(key(fault.target, fault.kind), fault)
    this.#changed()
  }

  /** False: it was not on. */
  switchOff(target: string, kind: FaultKind): boolean {
    const wasOn = this.#faults.delete(key(target, kind))
    this.#changed()
    return wasOn
  }

  switchAllOff(): void {
    this.#faults.clear()
    this.#changed()
  }

  /** A number is given to one client only, so its faults would never be of use again. */
  forgetClient(clientId: number): void {
    const target = clientTarget(clientId)
    for (const fault of this.list()) {
      if (fault.target === target) this.switchOff(target, fault.kind)
    }
  }

  quoteFaults(exchange: string): QuoteFaults {
    const known = this.#byExchange.get(exchange)
    if (known !== undefined) return known
    const found = new Map<QuoteFault, number>()
    for (const target of [EVERYTHING, exchange]) {
      for (const fault of this.#faults.values()) {
        if (key(fault.target, fault.kind) !== key(target, fault.kind)) continue
        if (isQuoteFault(fault.kind)) found.set(fault.kind, fault.value)
      }
    }
    this.#byExchange.set(exchange, found)
    return found
  }

  /** The fault's value, undefined while it is off. */
  clientFault(clientId: number, kind: ClientFault): number | undefined {
    const fault =
      this.#faults.get(key(clientTarget(clientId), kind)) ?? this.#faults.get(key(EVERYTHING, kind))
    return fault?.value
  }

  #changed(): void {
    this.#version++
    this.#byExchange.clear()
    this.#quoteFaults = this.list().filter((fault) => isQuoteFault(fault.kind)).length
  }
}

export function clientTarget(clientId: number): string {
  return `#${clientId}`
}

function key(target: string, kind: FaultKind): string {
  return `${target.toUpperCase()}:${kind}`
}
