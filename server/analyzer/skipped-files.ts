import type { SkippedFile } from './quote-lake'

/** Told apart; a lake with more of them is not described by their names. */
const MAX_FILES = 10_000
const MAX_NAMED = 50

/** Files that could not be read. A leg is read for several pairs: each counts once. */
export class SkippedFiles {
  readonly #reasons = new Map<string, string>()

  add(files: readonly SkippedFile[]): void {
    for (const { file, reason } of files) {
      if (this.#reasons.size < MAX_FILES) this.#reasons.set(file, reason)
    }
  }

  /** A line each; none without any. */
  lines(): string[] {
    const { size } = this.#reasons
    if (size === 0) return []
    const more = size === MAX_FILES ? ' or more' : ''
    const named = [...this.#reasons].slice(0, MAX_NAMED)
    return [
      `${size}${more} files were skipped:`,
      ...named.map(([file, reason]) => `  ${file}: ${reason}`),
      ...(size > MAX_NAMED ? [`  and ${size - MAX_NAMED} others`] : []),
    ]
  }
}
