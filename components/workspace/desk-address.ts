const MAX_NAME = 40

/** The workspace that an address names; empty: none. */
export function readDeskAddress(params: URLSearchParams): string {
  return (params.get('workspace') ?? '').slice(0, MAX_NAME)
}

/** `/desk?workspace=Majors`. */
export function deskAddress(name: string): string {
  return `/desk?${new URLSearchParams({ workspace: name })}`
}
