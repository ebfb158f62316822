/**
 * Calls `visit` for every member once an interval, the members spread evenly over its phases, so
 * that a thousand of them make no burst. A late timer delays nobody but in the phases it is late for:
 * they are made up for, unless a whole interval was missed. Its timer runs only while there are members.
 */
export class PhaseWheel<Member> {
  readonly #phases: Set<Member>[]
  readonly #phaseMs: number
  readonly #onPhase: () => void
  readonly #visit: (member: Member) => void
  readonly #homes = new Map<Member, Set<Member>>()
  /** Phases since the timer began. */
  #turns = 0
  #startedMs = 0
  #timer: NodeJS.Timeout | undefined

  constructor(
    intervalMs: number,
    phases: number,
    onPhase: () => void,
    visit: (member: Member) => void,
  ) {
    this.#phases = Array.from({ length: phases }, () => new Set())
    this.#phaseMs = intervalMs / phases
    this.#onPhase = onPhase
    this.#visit = visit
  }

  add(member: Member): void {
    const home = this.#phases.reduce((least, phase) => (phase.size < least.size ? phase : least))
    home.add(member)
    this.#homes.set(member, home)
    if (this.#timer !== undefined) return
    this.#turns = 0
    this.#startedMs = performance.now()
    this.#timer = setInterval(() => this.#catchUp(), this.#phaseMs)
  }

  remove(member: Member): void {
    this.#homes.get(member)?.delete(member)
    this.#homes.delete(member)
    if (this.#homes.size > 0) return
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  #catchUp(): void {
    // A timer may be early by a part of a millisecond.
    const due = Math.round((performance.now() - this.#startedMs) / this.#phaseMs)
    this.#turns = Math.max(this.#turns, due - this.#phases.length)
    while (this.#turns < due) this.#turn()
  }

  #turn(): void {
    this.#onPhase()
    const phase = this.#phases[this.#turns++ % this.#phases.length]!
    for (const member of phase) this.#visit(member)
  }
}
