const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
const DAY_SECONDS = 86_400
/** All zones change their offset at a quarter of an hour. */
const OFFSET_HOLDS_SECONDS = 900

/** Whether it is `UTC`, `local` or a zone that this browser knows. */
export function isZone(zone: string): boolean {
  if (zone === 'UTC' || zone === 'local') return true
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** What a chart asks for: seconds to add to UTC, words of a line of its grid, of its crosshair. */
interface ClockWords {
  offset: (time: number) => number
  tick: (time: number, step: number) => string
  point: (time: number) => string
}

/** Writes and reads times in one zone, the charts' included. Epoch seconds unless a name says ms. */
export class ZoneClock {
  readonly zone: string
  readonly #format: Intl.DateTimeFormat
  #offsetAt = NaN
  #offset = 0

  /** `zone`: as `isZone` takes it. */
  constructor(zone: string) {
    this.zone = zone
    this.#format = new Intl.DateTimeFormat('en-GB', {
      ...(zone === 'local' ? {} : { timeZone: zone }),
      hourCycle: 'h23',
      ...{ year: 'numeric', month: 'numeric', day: 'numeric' },
      ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
    })
  }

  /** `UTC`, or what the zone is called. */
  get name(): string {
    return this.zone === 'local' ? this.#format.resolvedOptions().timeZone : this.zone
  }

  offset(time: number): number {
    if (this.zone === 'UTC') return 0
    const at = Math.floor(time / OFFSET_HOLDS_SECONDS) * OFFSET_HOLDS_SECONDS
    if (at === this.#offsetAt) return this.#offset
    const parts = new Map<string, number>()
    for (const { type, value } of this.#format.formatToParts(at * 1_000)) {
      parts.set(type, Number(value))
    }
    const part = (name: string) => parts.get(name) ?? 0
    const shown = Date.UTC(
      ...([part('year'), part('month') - 1, part('day'), part('hour'), part('minute')] as const),
      part('second'),
    )
    this.#offsetAt = at
    this.#offset = shown / 1_000 - at
    return this.#offset
  }

  /** `19 Nov`. */
  day(time: number): string {
    const { date } = this.#shifted(time)
    return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`
  }

  /** `12:47`. */
  minute(time: number): string {
    return this.#shifted(time).iso.slice(11, 16)
  }

  /** `12:47:03`. */
  second(time: number): string {
    return this.#shifted(time).iso.slice(11, 19)
  }

  /** Days at midnight, minutes else. */
  tick(time: number, step: number): string {
    const { date, iso } = this.#shifted(time)
    if (step >= DAY_SECONDS || date.getTime() % (DAY_SECONDS * 1_000) === 0) {
      return step >= 91 * DAY_SECONDS ? `${this.day(time)} ${iso.slice(0, 4)}` : this.day(time)
    }
    return step < 60 ? this.second(time) : this.minute(time)
  }

  /** `16 Nov 20:15`, with seconds unless they are none. */
  point(time: number): string {
    return `${this.day(time)} ${time % 60 === 0 ? this.minute(time) : this.second(time)}`
  }

  /** What a `datetime-local` field shows: `2025-11-12T12:47`. */
  field(time: number): string {
    return this.#shifted(time).iso.slice(0, 16)
  }

  /** From such a field; undefined: it is not filled. An hour that the clocks skip is the next. */
  fromField(text: string): number | undefined {
    const shown = Date.parse(`${text}Z`) / 1_000
    if (Number.isNaN(shown)) return undefined
    return shown - this.offset(shown - this.offset(shown))
  }

  /** Of live charts, whose days nobody asks for. */
  get clockWords(): ClockWords {
    return {
      offset: (time) => this.offset(time),
      tick: (time, step) => (step < 60 ? this.second(time) : this.minute(time)),
      point: (time) => this.second(time),
    }
  }

  #shifted(time: number): { date: Date; iso: string } {
    const date = new Date((time + this.offset(time)) * 1_000)
    return { date, iso: date.toISOString() }
  }
}

export const UTC_CLOCK = new ZoneClock('UTC')
