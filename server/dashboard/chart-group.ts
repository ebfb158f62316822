import type { ChartClient } from './chart-client'
import type { ChartReply, ChartRequest } from './chart-message'
import type { ChosenCharts } from './chosen-charts'

/** What the clients of one address, who all want the same, need of the rest. */
export interface GroupSurroundings {
  readonly choose: () => ChosenCharts
  readonly encode: (
    chosen: ChosenCharts,
    how: Pick<ChartRequest, 'form' | 'known'>,
  ) => Promise<ChartReply>
  /** Whether so many bytes may be held by sockets besides those that are. */
  readonly makeRoom: (bytes: number) => boolean
  readonly onSkipped: (clients: number) => void
  readonly onMade: (leftOut: number) => void
}

/** Sends the same to all its clients; nothing is made while none of them can take it. */
export interface ChartGroup {
  readonly clients: Set<ChartClient>
  /** From now on nothing is sent. */
  stop(): void
}
