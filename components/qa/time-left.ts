import type { MockState } from '@/lib/protocol/mock-data'

const MINUTE_SECONDS = 60

/** `44 min 37 s` until the set frees itself; `nowMs`: the local clock, undefined before it runs. */
export function timeLeft(state: MockState, nowMs: number | undefined): string {
  if (state.expires_at === null || nowMs === undefined) return secondsWords(state.seconds_left ?? 0)
  return secondsWords((Date.parse(state.expires_at) - nowMs) / 1_000)
}

function secondsWords(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const minutes = Math.floor(whole / MINUTE_SECONDS)
  const rest = `${whole % MINUTE_SECONDS} s`
  return minutes === 0 ? rest : `${minutes} min ${rest}`
}
