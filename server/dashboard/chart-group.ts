import type { ChartClient } from './chart-client'
import type { ChartReply, ChartRequest } from './chart-message'
import type { ChosenCharts } from './chosen-charts'
import type { HeldBytes } from './held-message'

/** What the clients of one address, who all want the same, need of the rest. */
export interface GroupSurroundings {
  readonly choose: () => ChosenCharts
  readonly encode: (
    chosen: ChosenCharts,
    how: Pick<ChartRequest, 'form' | 'known' | 'former'>,
  ) => Promise<ChartReply>
  /** Where messages count that are held without being sent. */
  readonly held: HeldBytes
  /** Whether so many bytes, for so many clients, may be held besides those that are; counted. */
  readonly makeRoom: (bytes: number, clients: number) => boolean
  /** Clients that had not taken what they were sent before. */
  readonly onSkipped: (clients: number) => void
  readonly onMade: (leftOut: number) => void
}

/** Sends the same to all its clients; nothing is made while none of them can take it. */
export interface ChartGroup {
  readonly clients: Set<ChartClient>
  /** Lets go of what it holds without sending it. */
  forget(): void
  /** From now on nothing is sent or held. */
  stop(): void
}
