import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { parquetMetadata } from 'hyparquet'
import { LRUCache } from 'lru-cache'
import { quoteColumns, type QuoteColumns } from '@/lib/lake/quote-columns'

/** Footers kept: some 300 bytes each. */
const MAX_FOOTERS = 50_000
/** A footer of a small file is about 1 KB; a longer one costs a second read. */
const FIRST_READ_BYTES = 8_192
/** A footer beyond it is refused: nobody who writes eight columns has one. */
export const MAX_FOOTER_BYTES = 4 * 1_024 * 1_024
/** The length of the footer and `PAR1`, at the end of the file. */
const TRAILER_BYTES = 8
const MAGIC = 0x31524150

/** What the footer of a file tells. */
export interface Footer {
  readonly rows: number
  readonly bytes: number
  /** A text says why its quotes cannot be read. */
  readonly columns: QuoteColumns | string
}

/** A file that cannot be read, in words for whoever reads the list of skipped files. */
export class FileFault extends Error {
  override readonly name = 'FileFault'
}

interface CachedFooter {
  mark: string
  footer: Footer
}

/** Footers of Parquet files. Kept until the file changes, the least recently used go first. */
export class FooterCache {
  readonly #cache = new LRUCache<string, CachedFooter>({ max: MAX_FOOTERS })

  get size(): number {
    return this.#cache.size
  }

  /** @throws FileFault */
  async read(file: string): Promise<Footer> {
    let handle: FileHandle | undefined
    try {
      // A pipe of that name would block; a link of that name may lead out of the lake.
      handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
      const stat = await handle.stat()
      if (!stat.isFile()) throw new FileFault('not a file')
      const mark = `${stat.size} ${stat.mtimeMs} ${stat.ino}`
      const cached = this.#cache.get(file)
      if (cached?.mark === mark) return cached.footer
      const footer = parseFooter(await readFooter(handle, stat.size), stat.size)
      this.#cache.set(file, { mark, footer })
      return footer
    } catch (error) {
      throw asFileFault(error)
    } finally {
      await handle?.close()
    }
  }

  clear(): void {
    this.#cache.clear()
  }
}

/** The footer and its trailer, or more that stands before them. */
async function readFooter(handle: FileHandle, size: number): Promise<Buffer> {
  if (size === 0) throw new FileFault('empty')
  const tail = await readTail(handle, size, Math.min(size, FIRST_READ_BYTES))
  const isParquet = tail.length > TRAILER_BYTES && tail.readUInt32LE(tail.length - 4) === MAGIC
  if (!isParquet) throw new FileFault('no Parquet file, or truncated')
  const length = tail.readUInt32LE(tail.length - TRAILER_BYTES) + TRAILER_BYTES
  if (length > size) throw new FileFault('truncated')
  if (length > MAX_FOOTER_BYTES) throw new FileFault(`a footer of ${length} bytes`)
  return length <= tail.length ? tail : readTail(handle, size, length)
}

async function readTail(handle: FileHandle, size: number, length: number): Promise<Buffer> {
  const tail = Buffer.alloc(length)
  const { bytesRead } = await handle.read(tail, 0, length, size - length)
  if (bytesRead < length) throw new FileFault('truncated while it was read')
  return tail
}

function parseFooter(tail: Buffer, bytes: number): Footer {
  try {
    const { num_rows: rows, schema } = parquetMetadata(tail, { geoparquet: false })
    return { rows: Number(rows), bytes, columns: quoteColumns(schema) }
  } catch {
    throw new FileFault('its footer cannot be read')
  }
}

const FAULT_OF_CODE = new Map<unknown, string>([
  ['ENOENT', 'gone before it was read'],
  ['ELOOP', 'a link'],
  ['EACCES', 'may not be read'],
  ['EPERM', 'may not be read'],
  ['EISDIR', 'not a file'],
  ['ENXIO', 'not a file'],
])

function asFileFault(error: unknown): FileFault {
  if (error instanceof FileFault) return error
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return new FileFault(FAULT_OF_CODE.get(code) ?? `cannot be read (${String(code)})`)
}
