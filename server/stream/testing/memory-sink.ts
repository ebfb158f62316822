import { streamLineSchema, type StreamLine } from '@/lib/protocol/stream-line'
import type { StreamSink } from '../stream-sink'

/** A reader in memory. While `isStuck` it takes nothing and its queue grows. */
export class MemorySink implements StreamSink {
  readonly lines: StreamLine[] = []
  writes = 0
  queuedBytes = 0
  isStuck = false
  hasEnded = false

  write(chunk: Buffer): void {
    this.writes++
    if (this.isStuck) this.queuedBytes += chunk.length
    const texts = chunk.toString().split('\n').slice(0, -1)
    this.lines.push(...texts.map((text) => streamLineSchema.parse(JSON.parse(text))))
  }

  end(chunk: Buffer): void {
    this.write(chunk)
    this.hasEnded = true
  }

  /** The lines of one type, in order. */
  of<T extends StreamLine['type']>(type: T): Extract<StreamLine, { type: T }>[] {
    return this.lines.filter((line): line is Extract<StreamLine, { type: T }> => line.type === type)
  }

  /** Forgets what has come so far. */
  clear(): void {
    this.lines.length = 0
    this.writes = 0
  }
}
