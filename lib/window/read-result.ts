/**
 * ok: a consistent copy was made. gone: the slot belongs to somebody else by now. busy: the writer
 * was too lively, or a slab has not been announced yet; what was copied is worthless, ask again
 * later.
 */
export type ReadResult = 'ok' | 'gone' | 'busy'
