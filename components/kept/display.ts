'use client'

import * as z from 'zod'
import { useStore } from 'zustand'
import { UTC_CLOCK, ZoneClock } from '../ui/zone-clock'
import { createKeptStore } from './kept-store'

const schema = z.object({
  /** In which times are written; the history page has its own choice, in its address. */
  zone: z.enum(['UTC', 'local']).catch('UTC'),
  /** Cells flash when they change. Reduced motion of the system switches it off all the same. */
  flashes: z.boolean().catch(true),
})

export type Display = z.infer<typeof schema>

/** How this browser shows things, on every page. Theme and palette are cookies: `ui/theme`. */
export const display = createKeptStore<Display>('display', schema, { zone: 'UTC', flashes: true })

const CLOCKS: Record<Display['zone'], ZoneClock> = {
  UTC: UTC_CLOCK,
  local: new ZoneClock('local'),
}

/** Writes times as the person chose; the same object until the choice changes. */
export function useZoneClock(): ZoneClock {
  return useStore(display, ({ zone }) => CLOCKS[zone])
}
