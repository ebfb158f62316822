/**
 * Compaction puts one file into the place of many, and nobody may see their rows twice or not at all
 * meanwhile. So the new file comes under a name of its own kind, and says which files it replaces:
 * while it has that name, those do not count. Once they are gone it gets an ordinary name.
 */

/** The key of the footer's metadata under which it says so: names with their bytes, as JSON. */
export const REPLACES_KEY = 'spreadscope.replaces'
const INTERIM_SUFFIX = '_0.parquet'

/** Bytes by name; the same name with other bytes is another file, written since. */
export type ReplacedFiles = ReadonlyMap<string, number>

/** The interim name of the file that will have this name. */
export function interimName(name: string): string {
  return name.replace(/\.parquet$/, INTERIM_SUFFIX)
}

export function isInterimName(name: string): boolean {
  return name.endsWith(INTERIM_SUFFIX)
}

/** The name that follows an interim one. */
export function finalName(interim: string): string {
  return interim.slice(0, -INTERIM_SUFFIX.length) + '.parquet'
}

export function replacesText(files: ReplacedFiles): string {
  return JSON.stringify([...files])
}

/** What such a text says; nothing when it is none. */
export function readReplaces(text: string | undefined): ReplacedFiles {
  const files = new Map<string, number>()
  for (const entry of entriesOf(text)) {
    if (!Array.isArray(entry)) continue
    const [name, bytes]: readonly unknown[] = entry
    if (typeof name === 'string' && typeof bytes === 'number') files.set(name, bytes)
  }
  return files
}

function entriesOf(text: string | undefined): readonly unknown[] {
  try {
    const parsed: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(parsed) ? parsed : []
  } catch {
    return []
  }
}
