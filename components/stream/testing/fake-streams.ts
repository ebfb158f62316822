import type { OpenStream, StreamEvents } from '../stream-connection'

/** A stream that a test speaks on. */
export interface FakeStream {
  url: string
  pairs: string[]
  isOpen: boolean
  say: (...lines: string[]) => void
  end: StreamEvents['onEnd']
}

/** In place of `fetch`: remembers what was opened and what was closed. */
export function fakeStreams() {
  const streams: FakeStream[] = []
  const open: OpenStream = (url, events) => {
    const query = new URL(url, 'http://test').searchParams
    const stream: FakeStream = {
      url,
      pairs: (query.get('pairs') ?? '').split(',').filter(Boolean),
      isOpen: true,
      say: (...lines) => {
        if (stream.isOpen) events.onText(lines.join(''))
      },
      end: (failure) => {
        if (!stream.isOpen) return
        stream.isOpen = false
        events.onEnd(failure)
      },
    }
    streams.push(stream)
    return () => {
      stream.isOpen = false
    }
  }
  return {
    streams,
    open,
    last: () => streams.at(-1)!,
    openOnes: () => streams.filter((stream) => stream.isOpen),
  }
}
