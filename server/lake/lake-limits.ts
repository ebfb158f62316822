/** More collections at once starve the reading of files: polars runs on libuv's few threads. */
export const MAX_COLLECTIONS = 2
