import { lstat } from 'node:fs/promises'
import { LRUCache } from 'lru-cache'
import { hourOfFolder } from '@/lib/lake/partition'
import { countRows } from './count-rows'
import type { FooterCache } from './footer-cache'
import { foldersIn, spreadsIn, type LakeFolder } from './lake-folders'

/** Days of one leg whose totals are kept: some 400 bytes each. */
const MAX_DAYS = 50_000
/** A folder that was changed later than that may change again without another time of change. */
const SETTLED_MS = 2_000

export interface Totals {
  readonly files: number
  readonly rows: number
  readonly bytes: number
}

/**
 * Files, rows and bytes of days. Kept until a file comes or goes in one of their hours: a lake has
 * more files than footers can be kept, and listing it would read all of them each time.
 */
export class DayTotals {
  readonly #footers: FooterCache
  readonly #cache = new LRUCache<string, Totals & { readonly mark: string }>({ max: MAX_DAYS })

  constructor(footers: FooterCache) {
    this.#footers = footers
  }

  /** @throws the signal's reason once it is aborted */
  async read(day: LakeFolder, signal?: AbortSignal): Promise<Totals> {
    signal?.throwIfAborted()
    const inside = await foldersIn(day)
    const hours = inside.filter(({ name }) => hourOfFolder(name) !== undefined)
    const changes = await Promise.all(hours.map(changedMs))
    const mark = hours.map(({ name }, at) => `${name} ${changes[at]}`).join()
    const cached = this.#cache.get(day.path)
    if (cached?.mark === mark) return cached
    const settled = Date.now() - SETTLED_MS
    const files = (await Promise.all(hours.map(spreadsIn))).flat()
    const totals = { files: files.length, ...(await countRows(files, this.#footers, signal)) }
    if (changes.every((ms) => ms < settled)) this.#cache.set(day.path, { ...totals, mark })
    return totals
  }

  clear(): void {
    this.#cache.clear()
  }
}

/** Infinity: it has gone. */
async function changedMs({ path }: LakeFolder): Promise<number> {
  try {
    return (await lstat(path)).mtimeMs
  } catch {
    return Infinity
  }
}
