import { createStore, type StoreApi } from 'zustand/vanilla'
import type { MockState } from '@/lib/protocol/mock-data'
import { freeMockData } from '../shell/free-mock-data'
import { fetchMockState } from './mock-client'

const POLL_MS = 5_000

export interface LoadedState {
  /** The newest there is: a poll that fails leaves the one before. */
  state: MockState | undefined
  /** When it came, by the local clock, epoch milliseconds. */
  stateMs: number
  /** The server has no test endpoints. */
  isOff: boolean
  /** Why the newest wish to free it failed; until the server is heard of again. */
  freeFault: string | undefined
}

/** Asks what is loaded, every few seconds while the page is seen, and when something changed. */
export class MockPoll {
  readonly store: StoreApi<LoadedState> = createStore<LoadedState>()(() => ({
    state: undefined,
    stateMs: 0,
    isOff: false,
    freeFault: undefined,
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

  /** Frees what is loaded; a failure stands for one interval at least. */
  async free(): Promise<void> {
    const freeFault = await freeMockData()
    this.store.setState({ freeFault })
    if (freeFault === undefined) this.refresh()
    else this.#pollLater()
  }

  #pollLater(): void {
    clearTimeout(this.#timer)
    this.#request?.abort()
    if (this.#isRunning) this.#timer = setTimeout(() => this.refresh(), POLL_MS)
  }

  async #poll(): Promise<void> {
    if (document.visibilityState !== 'visible') return
    this.#request?.abort()
    const request = new AbortController()
    this.#request = request
    const answer = await fetchMockState(request.signal)
    if (request.signal.aborted) return
    if (answer === 'off') {
      // Only another server has them, and the console tells every 404: asked again when something changed.
      this.store.setState({ state: undefined, isOff: true, freeFault: undefined })
      return
    }
    if (answer !== undefined) {
      this.store.setState({
        state: answer,
        stateMs: Date.now(),
        isOff: false,
        freeFault: undefined,
      })
    }
    this.#pollLater()
  }
}
