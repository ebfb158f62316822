/** Where a stream's bytes go. */
export interface StreamSink {
  /** Bytes written and not yet taken by the operating system. */
  readonly queuedBytes: number
  write(chunk: Buffer): void
  /** Writes the last chunk; a peer that does not take it in reasonable time is cut off. */
  end(chunk: Buffer): void
}
