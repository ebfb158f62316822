import type { Quote } from '@/lib/market/quote'
import { seededRandom } from './seeded-random'

const START_MS = Date.UTC(2025, 10, 8, 12)
const TICK = 0.01

/**
 * Seeded quotes of one symbol on three exchanges, in time order: bursts, equal times, prices that
 * repeat, legs that fall silent for seconds, fractions of a millisecond.
 */
export function generatedQuotes(seed: number, count: number): Quote[] {
  const random = seededRandom(seed)
  const exchanges = ['Binance', 'Bybit', 'OKX']
  const silentUntil = [0, 0, 0]
  const price = [100, 100, 100]
  const quotes: Quote[] = []
  let timeMs = START_MS
  while (quotes.length < count) {
    const draw = random()
    if (draw < 0.5) timeMs += Math.floor(random() * 80)
    else if (draw < 0.8) timeMs += Math.floor(random() * 4) / 4
    else if (draw > 0.998) timeMs += 1_500 + Math.floor(random() * 1_500)
    const leg = Math.floor(random() * exchanges.length)
    if (timeMs < silentUntil[leg]!) continue
    if (random() < 0.001) silentUntil[leg] = timeMs + Math.floor(random() * 8_000)
    price[leg]! += Math.round((100 - price[leg]!) * 0.05 + (random() - 0.5) * 30) * TICK
    const bid = Number(price[leg]!.toFixed(2))
    const ask = Number((bid + TICK * (1 + Math.floor(random() * 3))).toFixed(2))
    quotes.push({ exchange: exchanges[leg]!, symbol: 'ICP_USDT', timeMs, bid, ask })
  }
  return quotes
}
