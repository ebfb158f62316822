import { setTimeout } from 'node:timers/promises'
import { Findings, mib, type SoakOptions, type SoakReport } from './scenario'
import { ServerProcess } from './server-process'

export const name = 'mock'

const LOADS = 50
const MAX_RATIO = 1.1
const SYMBOLS = 500
const QUOTES = 500
const FIRST_SECOND = 1_762_603_200
const SETTLE_MS = 15_000
const LOOK_MS = 50
const ENV = { DISABLE_WEBSOCKET_CLIENT: 'true' }

/**
 * "50 loads of the largest allowed set leave resident memory within 10 % of that after the first;
 * DELETE brings it back to that before, within 10 %." However many minutes are given, it is 50.
 */
export async function run({ programs }: SoakOptions): Promise<SoakReport> {
  const found = new Findings()
  await using server = await ServerProcess.start({ programs, env: ENV })
  const residentBytes = () => server.figures.residentBytes
  const body = largestSet()
  const load = async () => {
    const url = `${server.url}/api/test/load_mock_data`
    const answer = await fetch(url, { method: 'POST', body })
    found.expect(answer.status === 200, `a load was answered ${answer.status}`)
    await answer.arrayBuffer()
  }
  const before = residentBytes()
  await load()
  const loaded = [residentBytes()]
  for (let count = 1; count < LOADS; count++) {
    await load()
    loaded.push(residentBytes())
  }
  const last = await settled(residentBytes, loaded[0]! * MAX_RATIO)
  await (await fetch(`${server.url}/api/test/mock_data`, { method: 'DELETE' })).arrayBuffer()
  const freed = await settled(residentBytes, before * MAX_RATIO)
  found.expect(last <= loaded[0]! * MAX_RATIO, 'loads after the first leave memory behind')
  found.expect(freed <= before * MAX_RATIO, 'a DELETE does not bring memory back')
  Object.assign(found.figures, {
    'resident before, after the first load, MiB': `${mib(before)}, ${mib(loaded[0]!)}`,
    'after every tenth load, MiB': loaded
      .filter((_, at) => at % 10 === 9)
      .map(mib)
      .join(', '),
    [`after ${LOADS} loads, after DELETE, MiB`]: `${mib(last)}, ${mib(freed)}`,
    'of what it was before': `${((100 * freed) / before).toFixed(1)} %`,
  })
  return found
}

/** What `bytes` is once it is at most `wanted`, or has not been so for a while. */
async function settled(bytes: () => number, wanted: number): Promise<number> {
  const deadlineMs = performance.now() + SETTLE_MS
  while (bytes() > wanted && performance.now() < deadlineMs) await setTimeout(LOOK_MS)
  return bytes()
}

/** 1,000 opportunities, 1,000 windows, 500,000 points. */
function largestSet(): string {
  const symbols = Array.from({ length: SYMBOLS }, (_, at) => `S${at}_USDT`)
  const column = (value: (at: number) => number) =>
    Array.from({ length: QUOTES }, (_, at) => value(at))
  const spreads = {
    timestamp: column((at) => FIRST_SECOND + at),
    best_ask: column(() => 9),
    best_bid: column((at) => 1 + (at % 7)),
  }
  const opportunities = symbols.flatMap((symbol) => [
    { symbol, exchange1: 'A', exchange2: 'B' },
    { symbol, exchange1: 'B', exchange2: 'A' },
  ])
  const windows = symbols.flatMap((symbol) =>
    ['A', 'B'].map((exchange) => ({ exchange, symbol, spreads })),
  )
  return JSON.stringify({ opportunities, windows })
}
