import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Figure, OpportunityList } from '@/lib/market/opportunity'
import type { Pair } from '@/lib/market/pair'
import type { OpportunitiesList } from '@/lib/protocol/opportunities-list'
import type { LoadedOpportunities } from './opportunity-folder'

type Listed = Pair & { readonly figures?: Readonly<Record<string, Figure>> }

/** What GET /api/opportunities tells of. */
export interface OpportunitiesInForce {
  readonly list: Pick<OpportunityList, 'source'> & { all(): readonly Listed[] }
  readonly loaded: LoadedOpportunities | undefined
  readonly fault: string | undefined
  readonly minCycles: number
  /** Why pairs have no spread, all at one moment; undefined for those that have one. */
  reasons(): (pair: Pair) => { readonly words: string } | undefined
}

/** GET /api/opportunities */
export function opportunitiesEndpoint(inForce: () => OpportunitiesInForce) {
  return (_request: IncomingMessage, response: ServerResponse): void => {
    const body = JSON.stringify(answer(inForce()))
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'cache-control': 'no-store',
    })
    response.end(body)
  }
}

function answer(inForce: OpportunitiesInForce): OpportunitiesList {
  const { list, loaded, fault, minCycles } = inForce
  const reasonOf = inForce.reasons()
  return {
    source: list.source,
    file: loaded === undefined ? null : fileOf(loaded),
    min_cycles: minCycles,
    fault: fault ?? null,
    opportunities: list.all().map((pair) => {
      const { symbol, exchange1, exchange2, figures = {} } = pair
      const waiting = reasonOf(pair)?.words ?? null
      return { symbol, exchange1, exchange2, live: waiting === null, waiting, figures }
    }),
  }
}

function fileOf({ file, rowsRead, opportunities }: LoadedOpportunities) {
  return {
    name: file.name,
    modified: new Date(file.modifiedMs).toISOString(),
    rows_read: rowsRead,
    rows_kept: opportunities.length,
  }
}
