import { createStore, type StoreApi } from 'zustand/vanilla'
import { statusSchema, type Status } from '@/lib/protocol/status'

const POLL_MS = 2_000
/** A server that takes longer is as good as gone. */
const ANSWER_MS = 5_000
const NOT_UNDERSTOOD = 'answers what this page does not understand'

export interface StatusState {
  /** The newest there is: a poll that fails leaves the one before. */
  status: Status | undefined
  /** What went wrong with the newest poll, as an ending of "The server ..."; undefined: nothing. */
  failure: string | undefined
}

/** Asks for the state of the server every two seconds while the page is seen, one poll at a time. */
export class StatusPoll {
  readonly store: StoreApi<StatusState> = createStore<StatusState>()(() => ({
    status: undefined,
    failure: undefined,
  }))
  #timer: ReturnType<typeof setTimeout> | undefined
  #request: AbortController | undefined
  readonly #onVisibility = () => {
    this.#rest()
    if (document.visibilityState === 'visible') void this.#poll()
  }

  start(): void {
    document.addEventListener('visibilitychange', this.#onVisibility)
    this.#onVisibility()
  }

  stop(): void {
    document.removeEventListener('visibilitychange', this.#onVisibility)
    this.#rest()
  }

  #rest(): void {
    clearTimeout(this.#timer)
    this.#request?.abort()
    this.#request = undefined
  }

  async #poll(): Promise<void> {
    const request = new AbortController()
    this.#request = request
    const deadline = setTimeout(() => request.abort(), ANSWER_MS)
    const answer = await fetchStatus(request.signal)
    clearTimeout(deadline)
    // It rests, or asks anew, since.
    if (this.#request !== request) return
    this.store.setState(answer)
    this.#timer = setTimeout(() => void this.#poll(), POLL_MS)
  }
}

async function fetchStatus(signal: AbortSignal): Promise<Partial<StatusState>> {
  try {
    const response = await fetch('/api/status', { signal })
    if (!response.ok) return { failure: `answers with fault ${response.status}` }
    const body: unknown = await response.json()
    const { data, error } = statusSchema.safeParse(body)
    if (error !== undefined) return { failure: NOT_UNDERSTOOD }
    return { status: data, failure: undefined }
  } catch (error) {
    if (error instanceof SyntaxError) return { failure: NOT_UNDERSTOOD }
    return { failure: 'does not answer' }
  }
}
