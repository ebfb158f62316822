import { useEffect, useMemo, useState, type KeyboardEvent } from 'react'
import { useStore } from 'zustand'
import { knownTakersPct } from '@/lib/market/fees'
import { percentFigure } from '../chart/axis-figure'
import { feesStore } from '../fees/fees-store'
import { symbolParts } from '../ui/symbol-name'
import { edgeMatrix, type MatrixCell } from './edge-matrix'
import { ScreenerPoll } from './screener-poll'

/** Slower than the table: it is read, not watched. */
const POLL_MS = 1_000
/** Of one symbol: 8 exchanges have 28 pairs. */
const MAX_PAIRS = 200
const PERCENT_DIGITS = 3

interface MatrixPanelProps {
  symbol: string
  /** The one that is chosen. */
  pair: string
  onChoose: (pair: string) => void
}

/** What every way between the exchanges of a symbol leaves after fees. */
export function MatrixPanel({ symbol, pair, onChoose }: MatrixPanelProps) {
  const [poll] = useState(() => new ScreenerPoll({ pollMs: POLL_MS, hasSparks: false }))
  const own = useStore(feesStore, (fees) => fees.own)
  const rows = useStore(poll.store, (state) => state.rows)
  useEffect(() => {
    poll.look({ offset: 0, limit: MAX_PAIRS, pairs: [] })
    poll.start()
    return () => poll.stop()
  }, [poll])
  useEffect(
    () => poll.ask({ symbol, suspects: 'shown', fees: knownTakersPct(own) }),
    [poll, symbol, own],
  )
  const matrix = useMemo(
    () => edgeMatrix([...rows.values()].filter((row) => row.symbol === symbol)),
    [rows, symbol],
  )
  const { exchanges } = matrix
  return (
    <section className="matrix-panel" aria-label="Matrix of exchanges">
      <h2>
        {symbolParts(symbol).base} <em>after fees %, row buys, column sells</em>
      </h2>
      <div className="sideways">
        {/* Arrow keys walk its buttons. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
        <table className="matrix" onKeyDown={walkCells}>
          <thead>
            <tr>
              <th scope="col">
                <span className="sr-only">Buy on</span>
              </th>
              {exchanges.map((seller) => (
                <th key={seller} scope="col">
                  {seller}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {exchanges.map((buyer) => (
              <tr key={buyer}>
                <th scope="row">{buyer}</th>
                {exchanges.map((seller) => (
                  <MatrixPlace
                    key={seller}
                    name={`Buy ${buyer}, sell ${seller}`}
                    cell={matrix.cell(buyer, seller)}
                    chosen={pair}
                    onChoose={onChoose}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

interface MatrixPlaceProps {
  name: string
  cell: MatrixCell | undefined
  chosen: string
  onChoose: (pair: string) => void
}

function MatrixPlace({ name, cell, chosen, onChoose }: MatrixPlaceProps) {
  if (cell === undefined) {
    return (
      <td>
        <span className="sr-only">no pair</span>
      </td>
    )
  }
  const { pair, afterFeesPct, words, isBest } = cell
  const isChosen = pair === chosen && isBest
  const isGain = afterFeesPct !== undefined && afterFeesPct > 0
  const figure = words ?? percentFigure(afterFeesPct ?? NaN, PERCENT_DIGITS)
  return (
    <td className={isGain ? 'gain' : 'quiet'}>
      <button
        type="button"
        // Tab reaches the pair that is chosen; arrows the others.
        tabIndex={isChosen ? 0 : -1}
        aria-pressed={isChosen}
        aria-label={`${name}: ${figure}`}
        onClick={() => onChoose(pair)}
      >
        {figure}
      </button>
    </td>
  )
}

const STEPS: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** Arrows walk the cells; the diagonal, which has none, is stepped over. */
function walkCells(event: KeyboardEvent<HTMLTableElement>): void {
  const step = STEPS[event.key]
  if (step === undefined || !(event.target instanceof Element)) return
  event.preventDefault()
  const here = event.target.closest('td')
  let row = here?.closest('tr')?.rowIndex ?? 0
  let column = here?.cellIndex ?? 0
  for (let steps = 0; steps < 2; steps++) {
    row += step[0]
    column += step[1]
    const button = event.currentTarget.rows[row]?.cells[column]?.querySelector('button')
    if (button) {
      button.focus()
      return
    }
  }
}
