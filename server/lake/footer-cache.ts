import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, type Stats } from 'node:fs'
import { parquetMetadata, type SchemaElement } from 'hyparquet'
import { LRUCache } from 'lru-cache'
import { quoteColumns, type QuoteColumns } from '@/lib/lake/quote-columns'
import {
  isInterimName,
  readReplaces,
  REPLACES_KEY,
  type ReplacedFiles,
} from '@/lib/lake/replaced-files'
import { readFooterHead } from './footer-head'

/** Footers kept: some 300 bytes each. */
const MAX_FOOTERS = 50_000
/** A footer of a small file is about 1 KB; a longer one costs a second read. */
const FIRST_READ_BYTES = 8_192
/** Shapes kept; a lake has a few. Beyond it they are found anew. */
const MAX_SHAPES = 1_000
/** A footer beyond it is refused: nobody who writes eight columns has one. */
export const MAX_FOOTER_BYTES = 4 * 1_024 * 1_024
/** The length of the footer and `PAR1`, at the end of the file. */
const TRAILER_BYTES = 8
const MAGIC = 0x31524150
const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants

/** What the footer of a file tells. */
export interface Footer {
  readonly rows: number
  readonly bytes: number
  /** Another one after every change of the file. */
  readonly mark: string
  readonly shape: FileShape
  /** Files that it counts instead of; of an interim file of a compaction. */
  readonly replaces: ReplacedFiles
}

/** Files with the same schema have one and the same shape. */
export interface FileShape {
  /** A text says why its quotes cannot be read. */
  readonly columns: QuoteColumns | string
}

/** The fault of a file that somebody removed. */
export const GONE = 'gone before it was read'

/** A file that cannot be read, in words for whoever reads the list of skipped files. */
export class FileFault extends Error {
  override readonly name = 'FileFault'
}

const NONE: ReplacedFiles = new Map()

/**
 * Footers of Parquet files. Kept until the file changes, the least recently used go first. Reading is
 * synchronous: a promise for each of its steps costs five times what the step does, and an hour can
 * have hundreds of files. Those who read many let others run in between (`inBatches`).
 */
export class FooterCache {
  readonly #cache = new LRUCache<string, Footer>({ max: MAX_FOOTERS })
  /** By the schema, and by its bytes. */
  readonly #shapes = new LRUCache<string, FileShape>({ max: MAX_SHAPES })

  get size(): number {
    return this.#cache.size
  }

  /** @throws FileFault */
  read(file: string): Footer {
    try {
      const cached = this.#cache.get(file)
      if (cached !== undefined && cached.mark === markOf(lstatSync(file))) return cached
      return this.#readFile(file)
    } catch (error) {
      throw asFileFault(error)
    }
  }

  /** The same, with the fault as a result. */
  tryRead(file: string): Footer | FileFault {
    try {
      return this.read(file)
    } catch (error) {
      return asFileFault(error)
    }
  }

  clear(): void {
    this.#cache.clear()
  }

  #readFile(file: string): Footer {
    // A link of that name may lead out of the lake, and a pipe would block.
    const handle = openSync(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
    try {
      const stat = fstatSync(handle)
      if (!stat.isFile()) throw new FileFault('not a file')
      const tail = readFooter(handle, stat.size)
      const parsed = this.#parse(tail, isInterimName(file))
      const footer = { bytes: stat.size, mark: markOf(stat), ...parsed }
      this.#cache.set(file, footer)
      return footer
    } finally {
      closeSync(handle)
    }
  }

  #parse(tail: Buffer, isInterim: boolean): Omit<Footer, 'bytes' | 'mark'> {
    const head = isInterim ? undefined : readFooterHead(tail, startOf(tail))
    const known = head && this.#shapes.get(head.schema)
    if (head !== undefined && known !== undefined) {
      return { rows: head.rows, shape: known, replaces: NONE }
    }
    try {
      const metadata = parquetMetadata(tail, { geoparquet: false })
      const pairs = isInterim ? metadata.key_value_metadata : []
      const replaces = pairs?.find(({ key }) => key === REPLACES_KEY)?.value
      return {
        rows: Number(metadata.num_rows),
        shape: this.#shapeOf(metadata.schema, head?.schema),
        replaces: replaces === undefined ? NONE : readReplaces(replaces),
      }
    } catch {
      throw new FileFault('its footer cannot be read')
    }
  }

  #shapeOf(schema: readonly SchemaElement[], bytes: string | undefined): FileShape {
    const key = JSON.stringify(schema)
    const shape = this.#shapes.get(key) ?? { columns: quoteColumns(schema) }
    this.#shapes.set(key, shape)
    if (bytes !== undefined) this.#shapes.set(bytes, shape)
    return shape
  }
}

/** Another one after every change. */
function markOf({ size, mtimeMs, ino }: Stats): string {
  return `${size} ${mtimeMs} ${ino}`
}

/** The footer and its trailer, or more that stands before them. */
function readFooter(handle: number, size: number): Buffer {
  if (size === 0) throw new FileFault('empty')
  const tail = readTail(handle, size, Math.min(size, FIRST_READ_BYTES))
  const isParquet = tail.length > TRAILER_BYTES && tail.readUInt32LE(tail.length - 4) === MAGIC
  if (!isParquet) throw new FileFault('no Parquet file, or truncated')
  const length = tail.readUInt32LE(tail.length - TRAILER_BYTES) + TRAILER_BYTES
  if (length > size) throw new FileFault('truncated')
  if (length > MAX_FOOTER_BYTES) throw new FileFault(`a footer of ${length} bytes`)
  return length <= tail.length ? tail : readTail(handle, size, length)
}

/** Where the footer begins in what `readFooter` gave. */
function startOf(tail: Buffer): number {
  return tail.length - TRAILER_BYTES - tail.readUInt32LE(tail.length - TRAILER_BYTES)
}

function readTail(handle: number, size: number, length: number): Buffer {
  const tail = Buffer.alloc(length)
  const bytesRead = readSync(handle, tail, 0, length, size - length)
  if (bytesRead < length) throw new FileFault('truncated while it was read')
  return tail
}

const FAULT_OF_CODE = new Map<unknown, string>([
  ['ENOENT', GONE],
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
