import type { MockState } from '@/lib/protocol/mock-data'

const MINUTE_SECONDS = 60
const SECOND_MS = 1_000

/**
 * `44 min 37 s` until the set frees itself, as the server counts: clocks may differ. `nowMs` and
 * `stateMs`, when the state came, are the local clock's; `nowMs` is undefined before the page runs.
 */
export function timeLeft(state: MockState, stateMs: number, nowMs: number | undefined): string {
  const passedMs = nowMs === undefined ? 0 : Math.max(0, nowMs - stateMs)
  return secondsWords((state.seconds_left ?? 0) - passedMs / SECOND_MS)
}

function secondsWords(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const minutes = Math.floor(whole / MINUTE_SECONDS)
  const rest = `${whole % MINUTE_SECONDS} s`
  return minutes === 0 ? rest : `${minutes} min ${rest}`
}
