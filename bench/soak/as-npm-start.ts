/** How `npm start` runs the server: a small young generation, calls of the hot path inlined. */
export const NODE_ARGS = ['--max-semi-space-size=4', '--max-inlined-bytecode-size-cumulative=3000']

/** And its environment: what is freed goes back to the system. */
export const ALLOCATOR = { MALLOC_MMAP_THRESHOLD_: '32768' }
