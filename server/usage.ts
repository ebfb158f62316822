import { SETTING_ROWS } from './settings'

const OPTIONS = `Spreadscope: how far the price of the same symbol is apart between exchanges, live.

  npm start                       with simulated quotes
  npm start -- --replay FILE      with recorded quotes (.csv or .csv.gz)
  AGGREGATOR_URL=ws://host:8181 npm start

  --replay FILE         exchange,symbol,timestamp,best_bid,best_ask (epoch ms)
  --speed N             replay this many times faster, 1 to 60
  --loop                begin again at the end of the file
  --seed N              the same seed gives the same simulated quotes
  --symbols N           simulated symbols
  --exchanges N         simulated exchanges
  --rate N              simulated quotes a second over all
  --trades SHARE        simulated trades for each quote
  --fault TARGET:KIND   a fault from the start (docs/aggregator.md); may be repeated
  --no-pages            the data API alone
  --dev                 pages compiled on demand (npm run dev)
`

/** What `--help` prints. */
export function usage(): string {
  const width = Math.max(...SETTING_ROWS.map(({ name }) => name.length))
  const rows = SETTING_ROWS.map((row) => {
    const fallback = row.default === '' ? '' : ` (${row.default})`
    return `  ${row.name.padEnd(width)}  ${row.meaning}${fallback}`
  })
  return `${OPTIONS}\nEnvironment:\n${rows.join('\n')}\n`
}
