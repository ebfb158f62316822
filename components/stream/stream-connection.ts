import type { StreamLine } from '@/lib/protocol/stream-line'
import { parseStreamLine } from './parse-line'

/** The server says something every second; this long without a byte means it is gone. */
export const SILENCE_MS = 10_000
/** A line without end is not read on: an hour of one pair is 0.4 MB. */
const MAX_LINE_CHARACTERS = 8 * 1024 * 1024

/** Why a stream ended. */
export interface StreamFailure {
  /** HTTP status of a refusal; undefined when the connection failed or was cut. */
  status?: number
  detail: string
}

export interface StreamEvents {
  onText: (text: string) => void
  onEnd: (failure: StreamFailure) => void
}

/** Opens a stream; the answer closes it, after which no event comes. */
export type OpenStream = (url: string, events: StreamEvents) => () => void

export interface ConnectionEvents {
  onLine: (text: string, line: StreamLine) => void
  /** After the last line of what arrived together. */
  onChunkEnd: () => void
  /** Lines that never came, or came broken. */
  onLost: (lines: number) => void
  onClose: (failure: StreamFailure) => void
}

/**
 * One stream of lines: cuts text into lines, checks them, counts their numbers, notices silence.
 * Once `close` was called or `onClose` has come, no event comes and no timer is left.
 */
export class StreamConnection {
  readonly #events: ConnectionEvents
  readonly #abort: () => void
  #silence: ReturnType<typeof setTimeout> | undefined
  #rest = ''
  #nextSeq: number | undefined
  #closed = false
  #endReason: string | undefined

  constructor(url: string, open: OpenStream, events: ConnectionEvents) {
    this.#events = events
    this.#listenForSilence()
    this.#abort = open(url, {
      onText: (text) => this.#take(text),
      onEnd: (failure) => {
        const reason = this.#endReason
        this.#finish(reason === undefined ? failure : { detail: `the server said ${reason}` })
      },
    })
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    clearTimeout(this.#silence)
    this.#rest = ''
    this.#abort()
  }

  #take(text: string): void {
    if (this.#closed) return
    this.#listenForSilence()
    const joined = this.#rest + text
    const cut = joined.lastIndexOf('\n')
    this.#rest = joined.slice(cut + 1)
    if (this.#rest.length > MAX_LINE_CHARACTERS) {
      this.#finish({ detail: 'a line does not end' })
      return
    }
    for (const line of cut === -1 ? [] : joined.slice(0, cut).split('\n')) {
      if (this.#closed) return
      if (line.trim() !== '') this.#takeLine(line)
    }
    if (!this.#closed) this.#events.onChunkEnd()
  }

  #takeLine(text: string): void {
    const parsed = parseStreamLine(text)
    if (parsed === undefined) {
      this.#events.onLost(1)
      if (this.#nextSeq !== undefined) this.#nextSeq++
      return
    }
    const { seq, line } = parsed
    const missed = this.#nextSeq === undefined ? 0 : seq - this.#nextSeq
    this.#nextSeq = seq + 1
    if (missed > 0) this.#events.onLost(missed)
    if (line === undefined || this.#closed) return
    if (line.type === 'end') this.#endReason = line.reason
    this.#events.onLine(text, line)
  }

  #listenForSilence(): void {
    clearTimeout(this.#silence)
    this.#silence = setTimeout(
      () => this.#finish({ detail: `nothing came for ${SILENCE_MS / 1_000} s` }),
      SILENCE_MS,
    )
  }

  #finish(failure: StreamFailure): void {
    if (this.#closed) return
    this.close()
    this.#events.onClose(failure)
  }
}
