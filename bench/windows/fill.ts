/** What a process of this benchmark fills, and then weighs. */
export interface Fill {
  readonly of: 'quotes' | 'bars' | 'quote objects' | 'bar objects'
  /** Windows or pairs that there may be ... */
  readonly slots: number
  /** ... and that are filled, with so many points or bars each. */
  readonly filled: number
  readonly each: number
}

export interface Weight {
  /** By which the resident memory of the process has grown, all told. */
  readonly bytes: number
  /** Points or bars held, as the store itself counts them. */
  readonly items: number
  /** A full collection of garbage with all of it held. */
  readonly collectionMs: number
}
