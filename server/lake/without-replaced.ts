import path from 'node:path'
import type { Footer } from './footer-cache'

export interface FileWithFooter {
  /** Absolute. */
  readonly path: string
  readonly footer: Footer
}

/**
 * The files without those that another file of the same folder is there instead of: while an hour is
 * compacted both are there for a moment, or for longer when that was interrupted.
 */
export function withoutReplaced<T extends FileWithFooter>(files: readonly T[]): readonly T[] {
  const replaced = replacedBy(files)
  if (replaced.size === 0) return files
  return files.filter(({ path: file, footer }) => replaced.get(file) !== footer.bytes)
}

/** Files that some of these are there instead of, absolute, and the bytes they have or had. */
export function replacedBy(files: readonly FileWithFooter[]): ReadonlyMap<string, number> {
  const replaced = new Map<string, number>()
  for (const { path: file, footer } of files) {
    for (const [name, bytes] of footer.replaces) {
      replaced.set(path.join(path.dirname(file), name), bytes)
    }
  }
  return replaced
}
