import { open, type FileHandle } from 'node:fs/promises'
import { parquetMetadata, type ColumnMetaData, type FileMetaData } from 'hyparquet'
import { readReplaces, REPLACES_KEY, type ReplacedFiles } from '@/lib/lake/replaced-files'

/** Larger ones stay as they are: there is nothing to be gained. */
const MAX_SOURCE_BYTES = 256 * 1024 * 1024
/** What the reader of the lake takes at most is 4 MiB. */
const MAX_FOOTER_BYTES = 2 * 1024 * 1024
const TRAILER_BYTES = 8
const MAGIC = 0x31524150

/** What a reader of `hyparquet` knows to write again. */
const KNOWN_LOGICAL_TYPES = new Set([
  ...['STRING', 'DECIMAL', 'TIMESTAMP', 'INTEGER', 'DATE', 'TIME', 'ENUM', 'JSON', 'UUID'],
])

/** A Parquet file whose column chunks can be moved into another as they are. */
export interface SourceFile {
  readonly path: string
  readonly name: string
  readonly bytes: number
  readonly footerBytes: number
  readonly metadata: FileMetaData
  /** The same for files that can be joined. */
  readonly schemaKey: string
  /** Of an interim file. */
  readonly replaces: ReplacedFiles
}

/** Why a file stays as it is. */
export class StaysError extends Error {
  override readonly name = 'StaysError'
}

/** @throws StaysError when it cannot be joined with others; the file system's error */
export async function readSource(path: string, name: string): Promise<SourceFile> {
  const handle = await open(path)
  try {
    const { size } = await handle.stat()
    if (size > MAX_SOURCE_BYTES) throw new StaysError(`${size} bytes are enough for one file`)
    const tail = await readFooter(handle, size)
    const metadata = parsed(tail)
    checkChunks(metadata, size)
    const pairs = (metadata.key_value_metadata ?? []).filter(({ key }) => key !== REPLACES_KEY)
    const replaces = metadata.key_value_metadata?.find(({ key }) => key === REPLACES_KEY)?.value
    return {
      ...{ path, name, bytes: size, footerBytes: tail.length, metadata },
      schemaKey: JSON.stringify([metadata.schema, pairs]),
      replaces: readReplaces(replaces),
    }
  } finally {
    await handle.close()
  }
}

/** Where the pages of a column begin, and their bytes. */
export function chunkRange({ dictionary_page_offset, data_page_offset, ...rest }: ColumnMetaData) {
  const hasDictionary = dictionary_page_offset !== undefined && dictionary_page_offset > 0n
  const start =
    hasDictionary && dictionary_page_offset < data_page_offset
      ? dictionary_page_offset
      : data_page_offset
  return { start: Number(start), length: Number(rest.total_compressed_size) }
}

async function readFooter(handle: FileHandle, size: number): Promise<Buffer> {
  if (size <= TRAILER_BYTES) throw new StaysError('no Parquet file, or truncated')
  const trailer = await readAt(handle, size - TRAILER_BYTES, TRAILER_BYTES)
  if (trailer.readUInt32LE(4) !== MAGIC) throw new StaysError('no Parquet file, or truncated')
  const length = trailer.readUInt32LE(0) + TRAILER_BYTES
  if (length > size) throw new StaysError('truncated')
  if (length > MAX_FOOTER_BYTES) throw new StaysError(`its footer has ${length} bytes already`)
  return readAt(handle, size - length, length)
}

/** @throws StaysError when the file has become shorter */
export async function readAt(handle: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length)
  let read = 0
  while (read < length) {
    const { bytesRead } = await handle.read(bytes, read, length - read, at + read)
    if (bytesRead === 0) throw new StaysError('truncated')
    read += bytesRead
  }
  return bytes
}

function parsed(tail: Buffer): FileMetaData {
  try {
    return parquetMetadata(tail, { geoparquet: false })
  } catch {
    throw new StaysError('its footer cannot be read')
  }
}

/** Whether the footer can be written again without losing anything that the data needs. */
function checkChunks({ schema, row_groups }: FileMetaData, size: number): void {
  for (const { logical_type: logical } of schema) {
    if (logical !== undefined && !KNOWN_LOGICAL_TYPES.has(logical.type)) {
      throw new StaysError('a column has a type of which nothing is known')
    }
  }
  for (const { columns } of row_groups) {
    for (const { meta_data: chunk, file_path, crypto_metadata } of columns) {
      const isPlain = chunk !== undefined && file_path === undefined && !crypto_metadata
      if (
        !isPlain ||
        chunk.codec === undefined ||
        chunk.encodings.filter(Boolean).length < chunk.encodings.length
      ) {
        throw new StaysError('its columns are encrypted, elsewhere, or in an unknown encoding')
      }
      const { start, length } = chunkRange(chunk)
      if (start < 4 || length < 0 || start + length > size) throw new StaysError('truncated')
    }
  }
}
