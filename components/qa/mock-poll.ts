import { createStore, type StoreApi } from 'zustand/vanilla'
import type { MockState } from '@/lib/protocol/mock-data'
import { fetchMockState } from './mock-client'

const POLL_MS = 5_000

export interface LoadedState {
  /** The newest there is: a poll that fails leaves the one before. */
  state: MockState | undefined
  /** The server has no test endpoints. */
  isOff: boolean
}

/** Asks what is loaded, every few seconds while the page is seen, and when something changed. */
export class MockPoll {
  readonly store: StoreApi<LoadedState> = createStore<LoadedState>()(() => ({
    state: undefined,
    isOff: false,
  }))
  #timer: ReturnType<typeof setTimeout> | undefined
  #request: AbortController | undefined
  #isRunning = false
  readonly #onVisibility = () => {
    if (document.visibilityState === 'visible') this.refresh()
  }

  start(): void {
    this.#isRunning = true
    document.addEventListener('visibilitychange', this.#onVisibility)
    this.refresh()
  }

  stop(): void {
    this.#isRunning = false
    document.removeEventListener('visibilitychange', this.#onVisibility)
    clearTimeout(this.#timer)
    this.#request?.abort()
  }

  /** Asks at once. */
  refresh(): void {
    clearTimeout(this.#timer)
    if (this.#isRunning) void this.#poll()
  }

  async #poll(): Promise<void> {
    if (document.visibilityState !== 'visible') return
    this.#request?.abort()
    const request = new AbortController()
    this.#request = request
    const answer = await fetchMockState(request.signal)
    if (request.signal.aborted) return
    if (answer === 'off') this.store.setState({ state: undefined, isOff: true })
    else if (answer !== undefined) this.store.setState({ state: answer, isOff: false })
    this.#timer = setTimeout(() => this.refresh(), POLL_MS)
  }
}
