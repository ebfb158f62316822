import { nameFault } from '../market/quote-fault'

/** What an exchange says of a symbol; null: it does not say, or nothing sound. */
export interface SymbolInfo {
  exchange: string
  name: string
  priceStep: number | null
  quantityStep: number | null
  minNotional: number | null
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const OPEN = 0x7b
const CLOSE = 0x7d
const LIST = 0x5b

/**
 * The symbols of an `AllSymbolInfo` frame (contract §1), one at a step and undefined for what is no
 * sound one: such a frame can be longer than what may be parsed in one go. Never throws.
 */
export function* readSymbolList(frame: Buffer): Generator<SymbolInfo | undefined> {
  const list = frame.indexOf(LIST)
  if (list === -1) return
  for (let from = frame.indexOf(OPEN, list); from !== -1; from = frame.indexOf(OPEN, from)) {
    const end = endOfObject(frame, from)
    yield parseSymbol(frame.toString('utf8', from, end))
    from = end
  }
}

/** Behind the brace that closes the object, or the end of the frame. */
function endOfObject(frame: Buffer, from: number): number {
  let depth = 0
  let isInText = false
  for (let at = from; at < frame.length; at++) {
    const byte = frame[at]
    if (byte === QUOTE) isInText = !isInText
    else if (isInText) at += byte === BACKSLASH ? 1 : 0
    else if (byte === OPEN) depth++
    else if (byte === CLOSE && --depth === 0) return at + 1
  }
  return frame.length
}

function parseSymbol(text: string): SymbolInfo | undefined {
  const fields = parseObject(text)
  const exchange = fields?.Exchange ?? fields?.exchange
  const name = fields?.Name ?? fields?.name
  if (typeof exchange !== 'string' || typeof name !== 'string') return undefined
  if (nameFault(exchange, name) !== undefined) return undefined
  return {
    exchange,
    name,
    priceStep: step(fields?.PriceStep ?? fields?.priceStep),
    quantityStep: step(fields?.QuantityStep ?? fields?.quantityStep),
    minNotional: step(fields?.MinNotional ?? fields?.minNotional),
  }
}

function parseObject(text: string): Partial<Record<string, unknown>> | undefined {
  try {
    const parsed: Partial<Record<string, unknown>> = JSON.parse(text)
    return parsed
  } catch {
    return undefined
  }
}

function step(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null
}
