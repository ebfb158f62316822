import { parsePairKey } from '@/lib/market/pair'
import type { SpreadKind } from '@/lib/market/spread-kind'
import type { SpreadChart } from '../chart/spread-chart'
import { csvText } from '../export/csv'
import { ndjsonText } from '../export/ndjson'
import { framedPicture } from '../export/picture'
import { fileName, saveFile, savePicture } from '../export/save-file'
import { sheetOf } from '../export/sheet'
import { symbolName } from '../ui/symbol-name'
import type { ZoneClock } from '../ui/zone-clock'
import { cardRecords, RECORD_COLUMNS, recordCells } from './card-records'

/** A drawn card, and how it was asked for. */
export interface ShownCard {
  pair: string
  chart: SpreadChart
  spread: SpreadKind
}

const SPREAD_WORDS: Record<SpreadKind, string> = {
  bid: 'bid to bid',
  buy1_sell2: 'buy leg 1, sell leg 2',
  buy2_sell1: 'buy leg 2, sell leg 1',
}

/** The picture of a card with pair, range, zone and parameters on it; device pixels. */
export function cardPicture({ pair, chart, spread }: ShownCard, zone: ZoneClock) {
  const { symbol = '', exchange1 = '', exchange2 = '' } = parsePairKey(pair) ?? {}
  const { items, places, step } = chart.scene
  const from = items.at(-places) ?? items[0]
  const to = items.at(-1)
  const range =
    from === undefined || to === undefined
      ? 'no values'
      : `${zone.point(from.time)} to ${zone.second(to.time + step)} ${zone.name}`
  return framedPicture(chart.picture(), {
    title: `${symbolName(symbol)}, ${exchange1} against ${exchange2}`,
    lines: [range, `spread in percent, ${SPREAD_WORDS[spread]}; band of the last 200 points`],
  })
}

export function saveCardPicture(card: ShownCard, zone: ZoneClock): void {
  savePicture(fileName('png', 'spread', card.pair), cardPicture(card, zone))
}

/** All of them on one sheet. */
export function saveSheet(cards: readonly ShownCard[], columns: number, zone: ZoneClock): void {
  const pictures = cards.map((card) => cardPicture(card, zone))
  savePicture(fileName('png', 'spreads'), sheetOf(pictures, columns))
}

export function saveCsv(cards: readonly ShownCard[]): void {
  const text = csvText(RECORD_COLUMNS, recordsOf(cards).map(recordCells))
  saveFile(fileName('csv', ...nameOf(cards)), new Blob([text], { type: 'text/csv' }))
}

export function saveNdjson(cards: readonly ShownCard[]): void {
  const text = ndjsonText(recordsOf(cards))
  saveFile(fileName('ndjson', ...nameOf(cards)), new Blob([text], { type: 'application/x-ndjson' }))
}

function recordsOf(cards: readonly ShownCard[]) {
  return cards.flatMap(({ pair, spread, chart }) => cardRecords(pair, spread, chart.scene))
}

function nameOf(cards: readonly ShownCard[]): string[] {
  return cards.length === 1 ? ['spread', cards[0]!.pair] : ['spreads']
}
