import { DROP_REASONS, type DropReason } from './recorder-message'

const NONE: Readonly<Record<DropReason, number>> = {
  ...{ slow: 0, long_frame: 0, unreadable: 0, name: 0, file: 0, disk: 0, shutdown: 0 },
}

const WORDS: Readonly<Record<DropReason, string>> = {
  slow: 'the disk is slower than the feed',
  long_frame: 'frames too long',
  unreadable: 'frames that say no quote or trade',
  name: 'names that cannot be those of folders',
  file: 'their own file or folder could not be made',
  disk: 'nothing can be written',
  shutdown: 'no time left at the end',
}

/** Rows that were not recorded, by reason. */
export class DropTally {
  readonly #totals = { ...NONE }
  #told = { ...NONE }

  add(reason: DropReason, rows = 1): void {
    this.#totals[reason] += rows
  }

  totals(): Record<DropReason, number> {
    return { ...this.#totals }
  }

  /** What was dropped since this was last asked, in words; undefined: nothing. */
  takeWords(): string | undefined {
    const parts = DROP_REASONS.flatMap((reason) => {
      const count = this.#totals[reason] - this.#told[reason]
      return count === 0 ? [] : [`${count} (${WORDS[reason]})`]
    })
    this.#told = { ...this.#totals }
    return parts.length === 0 ? undefined : parts.join(', ')
  }
}
