import { z } from 'zod'
import type { TakerOptions } from './takers'

export interface BaselineSetup extends TakerOptions {
  readonly url: string
}

/** Told a few times a second; the last time, when the connection has ended, with the sum. */
export const baselineMessageSchema = z.object({ frames: z.number(), sum: z.number().optional() })

export type BaselineMessage = z.infer<typeof baselineMessageSchema>
