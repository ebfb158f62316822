const MAX_NAME = 40

/** Where the charts of a desk come from; `auto`: mock data while it is loaded, else the market. */
export const DESK_SOURCES = ['auto', 'live'] as const
export type DeskSource = (typeof DESK_SOURCES)[number]

export interface DeskAddress {
  /** Empty: none is named. */
  workspace: string
  source: DeskSource
}

/** What makes no sense is the default. */
export function readDeskAddress(params: URLSearchParams): DeskAddress {
  return {
    workspace: (params.get('workspace') ?? '').slice(0, MAX_NAME),
    source: DESK_SOURCES.find((source) => source === params.get('source')) ?? 'auto',
  }
}

/** `/desk?workspace=Majors`, with `&source=live` where that was chosen. */
export function deskAddress(workspace: string, source: DeskSource = 'auto'): string {
  const params = new URLSearchParams({ workspace })
  if (source !== 'auto') params.set('source', source)
  return `/desk?${params}`
}
