'use client'

import * as z from 'zod'
import { createContext, useContext } from 'react'
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

/** The zone that the address of a page says; empty: as this browser shows times everywhere. */
export const PageZone = createContext<Display['zone'] | ''>('')

/** The zone of a page: what its address says, else what the person chose. */
export function usePageZone(): Display['zone'] {
  const said = useContext(PageZone)
  const kept = useStore(display, ({ zone }) => zone)
  return said === '' ? kept : said
}

/** Writes times in the page's zone; the same object until another is chosen. */
export function useZoneClock(): ZoneClock {
  return CLOCKS[usePageZone()]
}
