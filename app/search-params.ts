/** What Next.js gives a page of its address's query. */
export type SearchParams = Promise<Record<string, string | string[] | undefined>>

/** The query of an address; a name that stands there several times says nothing. */
export async function readSearchParams(given: SearchParams): Promise<URLSearchParams> {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(await given)) {
    if (typeof value === 'string') params.set(name, value)
  }
  return params
}
