/** Rows that one collection reads: polars takes some 150 bytes for each while it does. */
export const BATCH_ROWS = 250_000

export interface FileRows {
  readonly rows: number
  /** Its first row; undefined: all of the file. */
  readonly from?: number
}

/** The same rows in the same order, in batches of `most` at most; files may be cut for that. */
export function rowBatches<T extends FileRows>(
  files: readonly T[],
  most = BATCH_ROWS,
): (T & FileRows)[][] {
  const batches: (T & FileRows)[][] = []
  let room = 0
  for (const file of files) {
    if (file.rows <= most) {
      if (file.rows > room) {
        batches.push([])
        room = most
      }
      batches.at(-1)!.push(file)
      room -= file.rows
      continue
    }
    for (let from = 0; from < file.rows; from += most) {
      batches.push([{ ...file, from, rows: Math.min(most, file.rows - from) }])
    }
    room = 0
  }
  return batches
}
