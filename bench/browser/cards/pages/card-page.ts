import type { BarColumnsJson } from '@/lib/protocol/stream-line'

/** What a baseline draws of a pair, as the stream brings it: the spread and its band, percent. */
export type Bars = Pick<BarColumnsJson, 'time' | 'last' | 'upper' | 'lower'>

export const LINES = ['last', 'upper', 'lower'] as const
export const COLOURS = { last: '#7cc4ff', upper: '#3d5a73', lower: '#3d5a73' } as const
export const TEXT_COLOUR = '#8b97a3'
export const GRID_COLOUR = '#20262c'

/** The chart of one card. */
export interface CardChart {
  show(bars: Bars): void
  /** The newest second again, or seconds behind it. */
  update(bars: Bars): void
  /** Percent, as the chart holds it. */
  readonly last: number | null
}

const STYLE = `
  body { margin: 0; background: #0b0e11; color: #e6ebf0; font: 12px sans-serif }
  main { height: 790px; overflow: auto; display: grid; gap: 8px; grid-template-columns: repeat(4, minmax(0, 1fr)) }
  article { height: 254px; background: #12161b }
  h2, output { display: inline-block; margin: 6px 10px; font: 600 16px sans-serif }
  div { height: 200px }`

interface Card {
  host: HTMLElement
  isSeen: boolean
  chart: CardChart | undefined
  said: HTMLOutputElement
  /** What came while it was not seen. */
  waiting: Bars[]
}

/**
 * Cards as the grid has them, an hour of each from the same stream. `?pairs=A,B,...` names them;
 * with `&seen` the charts of cards that nobody sees wait until somebody does.
 */
export function runCards(makeChart: (host: HTMLElement) => CardChart): void {
  const asked = new URLSearchParams(location.search)
  const pairs = asked.get('pairs') ?? ''
  const style = document.createElement('style')
  style.textContent = STYLE
  document.head.append(style)
  const cards = new Map(pairs.split(',').map((pair) => [pair, addCard(pair)]))
  const byHost = new Map<Element, Card>([...cards.values()].map((card) => [card.host, card]))
  const take = (pair: string, bars: Bars) => {
    const card = cards.get(pair)
    if (card === undefined) return
    card.waiting.push(bars)
    if (card.isSeen) draw(card, makeChart)
  }
  const sight = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      const card = byHost.get(target)
      if (card === undefined) continue
      card.isSeen = isIntersecting
      if (isIntersecting) draw(card, makeChart)
    }
  })
  for (const card of cards.values()) {
    if (asked.has('seen')) sight.observe(card.host)
    else card.isSeen = true
  }
  void readStream(`/api/stream?window=3600&pairs=${encodeURIComponent(pairs)}`, take)
}

function addCard(pair: string): Card {
  const article = document.createElement('article')
  article.dataset['pair'] = pair
  const name = document.createElement('h2')
  name.textContent = pair
  const said = document.createElement('output')
  const host = document.createElement('div')
  article.append(name, said, host)
  document.querySelector('main')?.append(article)
  return { host, said, isSeen: false, chart: undefined, waiting: [] }
}

function draw(card: Card, makeChart: (host: HTMLElement) => CardChart): void {
  for (const bars of card.waiting) {
    if (card.chart === undefined) {
      card.chart = makeChart(card.host)
      card.chart.show(bars)
    } else card.chart.update(bars)
  }
  card.waiting = []
  card.said.textContent = card.chart?.last?.toFixed(5) ?? ''
}

type Line = Bars & { type: string; pair: string }

async function readStream(address: string, take: (pair: string, bars: Bars) => void) {
  const { body } = await fetch(address)
  if (body === null) throw new Error('the stream is empty')
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (;;) {
    const { value, done } = await reader.read()
    if (done) return
    const lines = (rest + value).split('\n')
    rest = lines.pop() ?? ''
    for (const text of lines) {
      const line: unknown = JSON.parse(text)
      if (hasBars(line)) take(line.pair, line)
    }
  }
}

/** No more than a page that trusts its own server looks at. */
function hasBars(line: unknown): line is Line {
  if (typeof line !== 'object' || line === null || !('type' in line)) return false
  return line.type === 'series' || line.type === 'bars'
}
