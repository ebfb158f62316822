/**
 * Calls `visit` for every member once an interval, the members spread evenly over its phases, so
 * that a thousand of them make no burst. Its timer runs only while there are members.
 */
export class PhaseWheel<Member> {
  readonly #phases: Set<Member>[]
  readonly #phaseMs: number
  readonly #onPhase: () => void
  readonly #visit: (member: Member) => void
  readonly #homes = new Map<Member, Set<Member>>()
  #next = 0
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
    this.#timer ??= setInterval(() => this.#turn(), this.#phaseMs)
  }

  remove(member: Member): void {
    this.#homes.get(member)?.delete(member)
    this.#homes.delete(member)
    if (this.#homes.size > 0) return
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  #turn(): void {
    this.#onPhase()
    const phase = this.#phases[this.#next++ % this.#phases.length]!
    for (const member of phase) this.#visit(member)
  }
}
