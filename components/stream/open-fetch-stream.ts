import * as z from 'zod'
import type { OpenStream, StreamFailure } from './stream-connection'

const refusalSchema = z.object({ detail: z.string() })

/** A stream by `fetch`, text chunk by chunk. */
export const openFetchStream: OpenStream = (url, { onText, onEnd }) => {
  const controller = new AbortController()
  const end = (failure: StreamFailure) => {
    if (!controller.signal.aborted) onEnd(failure)
  }
  const read = async () => {
    const response = await fetch(url, { signal: controller.signal, cache: 'no-store' })
    if (!response.ok || response.body === null) {
      const refusal = refusalSchema.safeParse(await response.json().catch(() => undefined))
      const detail = refusal.success ? refusal.data.detail : response.statusText
      end({ status: response.status, detail })
      return
    }
    const decoder = new TextDecoder()
    const reader = response.body.getReader()
    for (;;) {
      const { done, value } = await reader.read()
      if (controller.signal.aborted) return
      if (done) break
      onText(decoder.decode(value, { stream: true }))
    }
    end({ detail: 'the server ended the stream' })
  }
  // A fault of this page's own code must not pass for a lost server without a trace.
  read().catch((fault: unknown) => {
    if (!controller.signal.aborted && !(fault instanceof TypeError)) reportError(fault)
    end({ detail: 'the server cannot be reached' })
  })
  return () => controller.abort()
}
