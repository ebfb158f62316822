import { describe, expect, it } from 'vitest'
import { parseScreenerBody } from './parse-screener-body'

const parse = (text: string) => parseScreenerBody(new TextEncoder().encode(text))

function faultOf(text: string): string {
  try {
    parse(text)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  return 'none'
}

describe(parseScreenerBody, () => {
  it('[SCB1] needs no field', () => {
    expect(parse('{}')).toEqual({
      ...{
        source: 'live',
        sort: [],
        filters: [],
        without: { symbols: [], exchanges: [] },
        search: '',
      },
      ...{ freshOnly: false, suspects: 'hidden', trusted: [], muted: [], fees: {}, pairs: [] },
      ...{ offset: 0, limit: 50, sparks: false },
    })
  })

  it.each([
    ['', 'body: is not JSON'],
    ['{"limit":', 'body: is not JSON'],
    ['[]', 'body: .*, not a list of 0'],
    ['null', 'body: .*, not null'],
    ['{"limit":201}', 'limit: .*200, not 201'],
    ['{"limit":"50"}', 'limit: .*, not "50"'],
    ['{"offset":-1}', 'offset: .*, not -1'],
    ['{"since":1.5}', 'since: .*, not 1.5'],
    ['{"lim\\nit":5}', 'lim it: is not a field here'],
    ['{"sort":[{"column":"price","direction":"asc"}]}', 'sort\\[0\\].column: .*, not "price"'],
    ['{"sort":[{"column":"symbol","direction":"up"}]}', 'sort\\[0\\].direction: .*, not "up"'],
    ['{"sort":{}}', 'sort: .*, not an object'],
    ['{"filters":[{"column":"edgePct","least":1}]}', 'filters\\[0\\].least: is not a field here'],
    ['{"filters":[{"column":"edgePct","min":"1"}]}', 'filters\\[0\\].min: .*, not "1"'],
    ['{"fees":{"Binance":"0.1"}}', 'fees.Binance: .*, not "0.1"'],
    ['{"without":{"symbols":["BTC",5]}}', 'without.symbols\\[1\\]: .*, not 5'],
    [`{"only":["${'x'.repeat(300)}"]}`, 'only\\[0\\]: .*, not "x{59}…'],
    [`{"search":"${'x'.repeat(101)}"}`, 'search: .*, not "x'],
    ['{"search":"1 2 3 4 5 6 7 8 9"}', 'search: must not have more than 8 different words'],
    [`${'['.repeat(30_000)}${']'.repeat(30_000)}`, 'body: .*, not a list of 1'],
  ])(
    '[SCB2] a wrong body (%#) is refused by the name of the field, with its value',
    (text, message) => {
      expect(faultOf(text)).toMatch(new RegExp(`^${message}`))
      expect(faultOf(text).length).toBeLessThan(600)
    },
  )

  it('[SCB2] refuses more keys, filters, names and pairs than there may be', () => {
    const many = (count: number, text: string) => Array.from({ length: count }, () => text).join()
    const key = '{"column":"symbol","direction":"asc"}'
    expect(faultOf(`{"sort":[${many(4, key)}]}`)).toMatch(/^sort: .*, not a list of 4$/)
    expect(faultOf(`{"muted":[${many(1_001, '"A:B:C"')}]}`)).toMatch(/^muted: .*1001$/)
    expect(faultOf(`{"pairs":[${many(201, '"A:B:C"')}]}`)).toMatch(/^pairs: .*201$/)
    expect(faultOf(`{"exchanges":[${many(65, '"A"')}]}`)).toMatch(/^exchanges: .*65$/)
  })
})
