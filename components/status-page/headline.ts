import type { Status } from '@/lib/protocol/status'
import { clockTime, duration } from '../ui/time-format'
import type { StatusState } from './status-poll'

const DAY_MS = 24 * 3_600_000
const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

/** The state of the server in a few words, and what stands behind it. */
export interface Headline {
  mark: 'ok' | 'warn' | 'danger'
  words: string
  detail: string
}

const COUNT_WORDS = ['no', 'one', 'two', 'three', 'four', 'five']

/** The worst first: no answer, not ready, alerts, no feed wanted. Undefined before any answer. */
export function headlineOf({ status, failure }: StatusState): Headline | undefined {
  if (failure !== undefined) return failureHeadline(failure, status)
  if (status === undefined) return undefined
  const alerts = alertWords(status.alerts.filter(({ firing }) => firing).length)
  const up = `server up ${upTime(status.server_time_ms - status.started_ms)}`
  if (status.state === 'not_ready') {
    return {
      mark: 'danger',
      words: `Not ready${alerts}`,
      detail: [...status.reasons, up].join(', '),
    }
  }
  if (status.feed.state === 'disabled') {
    const mark = alerts === '' ? 'ok' : 'warn'
    return { mark, words: `Ready without a feed${alerts}`, detail: `as it was started, ${up}` }
  }
  const detail = `quotes younger than 30 s, ${up}`
  return { mark: alerts === '' ? 'ok' : 'warn', words: `Ready${alerts}`, detail }
}

/** `1:22`, `2 h 50`, `6 d 04 h 12 m`. */
export function upTime(durationMs: number): string {
  if (durationMs < DAY_MS) return duration(durationMs)
  const days = Math.floor(durationMs / DAY_MS)
  const hours = Math.floor((durationMs % DAY_MS) / HOUR_MS)
  const minutes = Math.floor((durationMs % HOUR_MS) / MINUTE_MS)
  const twoDigits = (value: number) => value.toString().padStart(2, '0')
  return `${days} d ${twoDigits(hours)} h ${twoDigits(minutes)} m`
}

function failureHeadline(failure: string, status: Status | undefined): Headline {
  const words = `The server ${failure}`
  const again = 'asked again every 2 s'
  if (status === undefined)
    return { mark: 'danger', words, detail: `Nothing to show yet, ${again}` }
  const detail = `figures of ${clockTime(status.server_time_ms)} UTC, ${again}`
  return { mark: 'danger', words, detail }
}

function alertWords(firing: number): string {
  if (firing === 0) return ''
  return `, ${COUNT_WORDS[firing] ?? firing} ${firing === 1 ? 'alert' : 'alerts'}`
}
