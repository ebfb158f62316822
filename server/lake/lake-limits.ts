/** More collections at once starve the reading of files: polars runs on libuv's few threads. */
export const MAX_COLLECTIONS = 2

/** Of one file; what says that it has more is refused. An hour has no limit: it is read in parts. */
export const MAX_READ_FILE_ROWS = 100_000_000
