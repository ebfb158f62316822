import { MAX_NAME_LENGTH, nameFault, quoteFault } from '@/lib/market/quote-fault'
import { field, isRecord, openEnvelope } from '@/lib/protocol/frame-fields'
import { isoTicks, parseIsoTime } from '@/lib/protocol/iso-time'
import { SpreadScanner } from '@/lib/protocol/spread-scanner'

const MS_PER_SECOND = 1_000
const TICKS_PER_MS = 10_000
const COMMA = 0x2c
const CLOSE = 0x7d

const SPREAD_PERCENTAGE = Buffer.from('"SpreadPercentage":')
const MIN_VOLUME = Buffer.from('"MinVolume":')
const MAX_VOLUME = Buffer.from('"MaxVolume":')

interface RecordedRow {
  /** As the frame spells them. */
  readonly exchange: string
  readonly symbol: string
  /** Whole milliseconds of the epoch, and ticks of 100 ns, 0 to 9,999: what the frame says, exactly. */
  readonly wholeMs: number
  readonly ticks: number
}

/** A quote with all that its frame says. NaN: it is not there, or null. */
export interface RecordedQuote extends RecordedRow {
  readonly kind: 'quote'
  readonly bid: number
  readonly ask: number
  readonly spreadPercentage: number
  readonly minVolume: number
  readonly maxVolume: number
}

export interface RecordedTrade extends RecordedRow {
  readonly kind: 'trade'
  readonly price: number
  readonly quantity: number
  readonly side: string
}

/** Reads frames that `FrameDecoder` has accepted once more, whole, for whoever records them. */
export class FrameReader {
  readonly #scanner = new SpreadScanner()

  /** Undefined: nothing that can be recorded. Never throws. */
  read(frame: Buffer): RecordedQuote | RecordedTrade | undefined {
    if (!this.#scanner.scan(frame)) return readSlowly(frame)
    const { fields } = this.#scanner
    const { timeMs, ticks, bid, ask } = fields
    return {
      kind: 'quote',
      exchange: frame.toString('latin1', fields.exchangeStart, fields.exchangeEnd),
      symbol: frame.toString('latin1', fields.symbolStart, fields.symbolEnd),
      ...exactTime(timeMs, ticks),
      ...{ bid, ask },
      spreadPercentage: numberBehind(frame, SPREAD_PERCENTAGE),
      minVolume: numberBehind(frame, MIN_VOLUME),
      maxVolume: numberBehind(frame, MAX_VOLUME),
    }
  }
}

function readSlowly(frame: Buffer): RecordedQuote | RecordedTrade | undefined {
  const envelope = openEnvelope(frame.toString())
  if (!isRecord(envelope?.payload)) return undefined
  const { type, payload } = envelope
  const exchange = field(payload, 'exchange')
  const symbol = field(payload, 'symbol')
  const timestamp = field(payload, 'timestamp')
  if (typeof exchange !== 'string' || typeof symbol !== 'string') return undefined
  if (typeof timestamp !== 'string' || nameFault(exchange, symbol) !== undefined) return undefined
  const timeMs = parseIsoTime(timestamp)
  const number = (name: Parameters<typeof field>[1]) => numberOf(field(payload, name))
  const [price, quantity] = [number('price'), number('quantity')]
  const [bid, ask] = type === 'trade' ? [price, price] : [number('bid'), number('ask')]
  // Of a trade the rule for prices holds as well; NaN passes no comparison.
  if (quoteFault(timeMs, bid, ask) !== undefined) return undefined
  const row = { exchange, symbol, ...exactTime(timeMs, isoTicks(timestamp)) }
  if (type === 'spread') {
    return {
      ...{ kind: 'quote', ...row, bid, ask, spreadPercentage: number('spreadPercentage') },
      ...{ minVolume: number('minVolume'), maxVolume: number('maxVolume') },
    }
  }
  const side = field(payload, 'side')
  if (type !== 'trade' || typeof side !== 'string' || !(quantity >= 0)) return undefined
  if (side.length > MAX_NAME_LENGTH) return undefined
  return { kind: 'trade', ...row, price, quantity, side }
}

/** `ticks`: of the second. The float64 of `timeMs` may have been rounded up to the next second. */
function exactTime(timeMs: number, ticks: number) {
  const rest = ticks % TICKS_PER_MS
  const seconds = Math.round((timeMs - ticks / TICKS_PER_MS) / MS_PER_SECOND)
  return { wholeMs: seconds * MS_PER_SECOND + (ticks - rest) / TICKS_PER_MS, ticks: rest }
}

/** Of a frame the scanner has read: it has no escapes, so a name with its colon is a key. */
function numberBehind(frame: Buffer, key: Buffer): number {
  const at = frame.indexOf(key)
  if (at < 0) return NaN
  const start = at + key.length
  let end = start
  while (end < frame.length && frame[end] !== COMMA && frame[end] !== CLOSE) end++
  const text = frame.toString('latin1', start, end)
  return text.startsWith('"') ? NaN : numberOf(Number(text))
}

/** `Number('null')` is NaN. */
function numberOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : NaN
}
