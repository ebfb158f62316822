import type { Pair } from '@/lib/market/pair'
import { framedPicture } from '../export/picture'
import { fileName, saveFile, savePicture } from '../export/save-file'
import { feeWords } from '../fees/own-fees'
import type { PairRows } from '../stream/pair-rows'
import { symbolName } from '../ui/symbol-name'
import type { ZoneClock } from '../ui/zone-clock'
import { pairCsv, pairNdjson, type FileWords } from './pair-files'
import { visiblePoints } from './visible-points'

export type SavedForm = 'csv' | 'ndjson' | 'picture'

interface PairToSave extends Omit<FileWords, 'holes'> {
  rows: PairRows
  executable: readonly (PairRows | undefined)[]
  names: Pair
  /** Undefined: a span of the past is seen. */
  windowSeconds: number | undefined
  zone: ZoneClock
  canvas: () => HTMLCanvasElement | undefined
}

/** Hands over what is seen of a pair as a file. */
export function savePair(form: SavedForm, seen: PairToSave): void {
  const { rows, executable, names, canvas } = seen
  const name = (extension: string) =>
    fileName(extension, 'spread', names.symbol, names.exchange1, names.exchange2)
  if (form === 'picture') {
    const drawn = canvas()
    if (drawn !== undefined) savePicture(name('png'), framedPicture(drawn, pictureWords(seen)))
    return
  }
  const points = visiblePoints(rows, executable, seen)
  const words = { ...seen, holes: rows.holes }
  if (form === 'csv')
    saveFile(name('csv'), new Blob([pairCsv(points, words)], { type: 'text/csv' }))
  else {
    const text = pairNdjson(points, words)
    saveFile(name('ndjson'), new Blob([text], { type: 'application/x-ndjson' }))
  }
}

const BAND_WORDS = {
  ...{ '200': 'bands of 200 points', '5m': 'bands of the 5 min before' },
  ...{ '15m': 'bands of the 15 min before', '60m': 'bands of the hour before', off: 'no bands' },
}

/** Pair, range, zone and parameters, to be written on a picture. */
export function pictureWords(seen: PairToSave): { title: string; lines: string[] } {
  const { names, mode, bands, span, beyondPct, feesPct, windowSeconds, zone } = seen
  const { symbol, exchange1, exchange2 } = names
  const window = windowSeconds === undefined ? '' : `, window ${windowSeconds / 60} min`
  const fees = feesPct === undefined ? 'unknown' : `${feeWords(Number(feesPct.toFixed(9)))} %`
  return {
    title: `${symbolName(symbol)}, ${exchange1} against ${exchange2}`,
    lines: [
      `${zone.point(span.fromS)} to ${zone.point(span.toS)} ${zone.name}${window}`,
      [
        mode === 'bid' ? 'Spread bid to bid' : 'Executable spreads',
        ...[BAND_WORDS[bands], `threshold ${beyondPct.toFixed(3)} %`],
        `round-trip fees ${fees}`,
      ].join(', '),
    ],
  }
}
