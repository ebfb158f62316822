/** What `drawPlain` is told. */
export interface PlainPage {
  url: string
  pairs: readonly string[]
}

/** What is read of a frame of the sender. */
interface PlainFrame {
  Payload: { Exchange: string; Symbol: string; BestBid: number }
}

/**
 * Runs in an empty page: quotes straight from their sender, each read with JSON.parse and, where it is
 * one of a pair that is shown, drawn at once as a bar at the height of the spread.
 */
export function drawPlain({ url, pairs }: PlainPage): void {
  const LEAST_PCT = 0
  const MOST_PCT = 0.3
  const BAR_PX = 8
  const charts = new Map<
    string,
    { context: CanvasRenderingContext2D; bid1: number; bid2: number }
  >()
  document.body.style.cssText = 'display:grid;grid-template-columns:repeat(4,1fr);gap:8px'
  for (const pair of pairs) {
    const card = document.createElement('div')
    card.dataset.pair = pair
    const canvas = document.createElement('canvas')
    canvas.className = 'plain'
    canvas.width = 440
    canvas.height = 190
    card.append(canvas)
    document.body.append(card)
    const context = canvas.getContext('2d')
    if (context !== null) charts.set(pair.split(':')[0] ?? '', { context, bid1: NaN, bid2: NaN })
  }
  const [, exchange1] = pairs[0]?.split(':') ?? []
  new WebSocket(url).onmessage = ({ data }: MessageEvent<string>) => {
    const { Payload: quote }: PlainFrame = JSON.parse(data)
    const chart = charts.get(quote.Symbol)
    if (chart === undefined) return
    chart[quote.Exchange === exchange1 ? 'bid1' : 'bid2'] = quote.BestBid
    const { context, bid1, bid2 } = chart
    const spreadPct = (bid1 / bid2 - 1) * 100
    if (Number.isNaN(spreadPct)) return
    const { width, height } = context.canvas
    context.clearRect(0, 0, width, height)
    const share = (spreadPct - LEAST_PCT) / (MOST_PCT - LEAST_PCT)
    context.fillRect(0, (1 - share) * (height - BAR_PX), width, BAR_PX)
  }
}
