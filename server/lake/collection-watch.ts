/** What one collection of polars reads: a folder, or one file as it is now. */
export interface Suspect {
  /** Absolute. */
  readonly path: string
  /** Of a file: another one after every change. Of a folder: null. */
  readonly mark: string | null
}

/**
 * Damage in a file can end the process that reads it, which no `catch` sees. Whoever outlives it is
 * told what is about to be read: of a folder that ended one before, the files are read one by one,
 * and a file that did is not read again until it changes.
 */
export interface CollectionWatch {
  /** Whether a process ended while it read this and nothing of less extent. */
  has(suspect: Suspect): boolean
  /** Resolves when it is known elsewhere, with what to call after the collection. */
  begin(suspects: readonly Suspect[]): Promise<() => void>
}

export const NO_WATCH: CollectionWatch = {
  has: () => false,
  begin: () => Promise.resolve(() => {}),
}
