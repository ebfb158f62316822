import { open, type FileHandle } from 'node:fs/promises'
import type { ColumnChunk, RowGroup } from 'hyparquet'
import { ByteWriter, ParquetWriter } from 'hyparquet-writer'
import { REPLACES_KEY, replacesText, type ReplacedFiles } from '@/lib/lake/replaced-files'
import { chunkRange, readAt, readSource, StaysError, type SourceFile } from './source-file'

const CREATED_BY = 'Spreadscope'
const HEADER = Buffer.from('PAR1')

/**
 * Writes one Parquet file with the row groups of all sources, in their order. Nothing is decoded: the
 * pages are the very bytes of the sources, so nothing can be rounded, and only the footer is new. It
 * has no statistics.
 *
 * The file is on the disk, and its footer has been read again, when this resolves.
 *
 * @throws StaysError, the file system's error; a part of the file may be left
 */
export async function writeMerged(
  file: string,
  sources: readonly SourceFile[],
  replaces: ReplacedFiles,
): Promise<void> {
  const output = await open(file, 'wx')
  try {
    let at = HEADER.length
    await output.writeFile(HEADER)
    const rowGroups: RowGroup[] = []
    for (const source of sources) {
      const input = await open(source.path)
      try {
        for (const group of source.metadata.row_groups) {
          const moved = await moveGroup(group, input, output, at)
          rowGroups.push(moved.group)
          at = moved.end
        }
      } finally {
        await input.close()
      }
    }
    await output.writeFile(footer(sources[0]!, rowGroups, replaces))
    await output.sync()
  } finally {
    await output.close()
  }
  await check(file, sources)
}

async function moveGroup(group: RowGroup, input: FileHandle, output: FileHandle, start: number) {
  const columns: ColumnChunk[] = []
  let end = start
  for (const { meta_data: chunk } of group.columns) {
    if (chunk === undefined) throw new StaysError('a column without metadata')
    const range = chunkRange(chunk)
    await output.writeFile(await readAt(input, range.start, range.length))
    const by = BigInt(end - range.start)
    const { dictionary_page_offset: dictionary } = chunk
    columns.push({
      file_offset: 0n,
      meta_data: {
        ...{ type: chunk.type, encodings: chunk.encodings, path_in_schema: chunk.path_in_schema },
        ...{ codec: chunk.codec, num_values: chunk.num_values },
        total_uncompressed_size: chunk.total_uncompressed_size,
        total_compressed_size: chunk.total_compressed_size,
        data_page_offset: chunk.data_page_offset + by,
        ...(dictionary ? { dictionary_page_offset: dictionary + by } : {}),
      },
    })
    end += range.length
  }
  const { num_rows, total_byte_size } = group
  return { end, group: { columns, num_rows, total_byte_size } }
}

/** What comes behind the data: places within the file stand in it, its own is none of them. */
function footer(like: SourceFile, rowGroups: RowGroup[], replaces: ReplacedFiles): Uint8Array {
  const { schema, key_value_metadata: pairs = [] } = like.metadata
  const writer = new ByteWriter()
  const file = new ParquetWriter({
    ...{ writer, schema, createdBy: CREATED_BY },
    kvMetadata: [
      ...pairs.filter(({ key }) => key !== REPLACES_KEY),
      { key: REPLACES_KEY, value: replacesText(replaces) },
    ],
  })
  file.row_groups = rowGroups
  file.num_rows = rowGroups.reduce((sum, { num_rows }) => sum + num_rows, 0n)
  void file.finish()
  return writer.getBytes().subarray(HEADER.length)
}

async function check(file: string, sources: readonly SourceFile[]): Promise<void> {
  const written = await readSource(file, '')
  const rows = sources.reduce((sum, { metadata }) => sum + metadata.num_rows, 0n)
  const isSame = written.schemaKey === sources[0]!.schemaKey && written.metadata.num_rows === rows
  if (!isSame) throw new StaysError('what was written is not what was read')
}
