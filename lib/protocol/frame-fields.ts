/**
 * The names that a frame of the aggregator may use (contract §1). Writers use the first of each list;
 * where a frame has several, the first one counts.
 */
const FRAME_KEYS = {
  type: ['MessageType', 'messageType', 'type'],
  payload: ['Payload', 'payload', 'Data', 'data'],
  exchange: ['Exchange', 'exchange'],
  symbol: ['Symbol', 'symbol'],
  timestamp: ['Timestamp', 'timestamp'],
  bid: ['BestBid', 'bestBid'],
  ask: ['BestAsk', 'bestAsk'],
  spreadPercentage: ['SpreadPercentage', 'spreadPercentage'],
  minVolume: ['MinVolume', 'minVolume'],
  maxVolume: ['MaxVolume', 'maxVolume'],
  price: ['Price', 'price'],
  quantity: ['Quantity', 'quantity'],
  side: ['Side', 'side'],
} as const

/** What a frame says it is, and what it carries; undefined: it is no JSON object. */
export interface Envelope {
  /** In lower case; undefined: of no type that anybody writes. */
  readonly type: string | undefined
  readonly payload: unknown
}

export function openEnvelope(text: string): Envelope | undefined {
  const root = parseJson(text)
  if (!isRecord(root)) return undefined
  const type = field(root, 'type')
  const payload = field(root, 'payload')
  // The oldest form is a payload on its own; an envelope that does not say its type is no such.
  if (type === undefined && payload === undefined) return { type: 'spread', payload: root }
  return { type: typeof type === 'string' ? type.toLowerCase() : undefined, payload }
}

export function field(record: Record<string, unknown>, name: keyof typeof FRAME_KEYS): unknown {
  for (const key of FRAME_KEYS[name]) if (Object.hasOwn(record, key)) return record[key]
  return undefined
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
