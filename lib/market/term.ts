/** A word or figure of the pages, explained once: heads, tooltips and the help page read the same. */
export interface Term {
  title: string
  /** Of the value as code and wire carry it; pages may show a duration in a larger unit. */
  unit: '' | '%' | 'ms' | 's' | '/min' | '/s' | '% s'
  /** One or two plain sentences. */
  definition: string
  formula?: string
}
