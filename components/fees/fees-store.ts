import * as z from 'zod'
import type { OwnFees, OwnFeesTable } from '@/lib/market/fees'
import { createKeptStore } from '../kept/kept-store'
import { ownFeesSchema } from './own-fees'

export interface KeptFees {
  readonly own: OwnFeesTable
}

const schema: z.ZodType<KeptFees> = z.object({ own: ownFeesSchema })

/** What this person pays where that is not what the exchanges publish; kept in this browser. */
export const feesStore = createKeptStore<KeptFees>('fees', schema, { own: {} })

/** `fee` undefined: as published again. */
export function setOwnFee(exchange: string, side: keyof OwnFees, fee: number | undefined): void {
  const name = exchange.toUpperCase()
  feesStore.setState(({ own }) => {
    const { [name]: before = {}, ...others } = own
    const after = { ...before, [side]: fee }
    const isNothing = after.takerPct === undefined && after.makerPct === undefined
    return { own: isNothing ? others : { ...others, [name]: after } }
  })
}

/** All as published again. */
export function resetFees(): void {
  feesStore.setState({ own: {} })
}
