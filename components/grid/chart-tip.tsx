import { percentFigure } from '../chart/axis-figure'
import type { ChartItem } from '../chart/chart-item'
import { holeWords, type ChartScene } from '../chart/chart-scene'
import { RangeRows, tipPercent, TipRoom } from '../chart/tip-room'
import { basisPoints, grouped, priceDigits } from '../ui/number-format'
import { UTC_CLOCK, type ZoneClock } from '../ui/zone-clock'

/** About as wide as it gets, CSS pixels. */
const TIP_WIDTH = 204

export interface Tip {
  item: ChartItem
  scene: Readonly<ChartScene>
  /** Of the crosshair, CSS pixels from the left of the chart. */
  x: number
  /** Of the part where the line is drawn, CSS pixels. */
  plotWidth: number
}

/** What one place of the chart holds, beside the crosshair. */
export function ChartTip(props: Tip & { analyzer: string | undefined; zone: ZoneClock }) {
  const { item, scene, x, plotWidth, analyzer, zone } = props
  const isMissing = item.kind === 'hole' || item.kind === 'void'
  return (
    <TipRoom x={x} plotWidth={plotWidth} tipWidth={TIP_WIDTH}>
      <div className="when">
        <span>{zone.second(item.time)}</span>
        {!isMissing && <span>{pointsWords(item.count)}</span>}
      </div>
      {item.cause !== undefined && (
        <div>
          <span className={item.cause}>{holeWords(item.cause, scene)}</span>
          {isMissing ? ', no spread' : ' in part of it'}
        </div>
      )}
      {item.kind === 'void' && <div>before the first value</div>}
      {!isMissing && <TipNumbers item={item} scene={scene} />}
      {analyzer !== undefined && <div className="analyzer">{analyzer}</div>}
    </TipRoom>
  )
}

function TipNumbers({ item, scene }: { item: ChartItem; scene: Readonly<ChartScene> }) {
  const { bid1, ask1, bid2, ask2 } = tipPrices(item, scene)
  return (
    <table>
      <tbody>
        <tr>
          <td>spread</td>
          <td>{tipPercent(item.last, scene.digits)} %</td>
          <td>{basisPoints(item.last)} bp</td>
        </tr>
        <RangeRows item={item} digits={scene.digits} />
        <tr>
          <td className="l1">{scene.exchange1}</td>
          <td>{bid1}</td>
          <td>{ask1}</td>
        </tr>
        <tr>
          <td className="l2">{scene.exchange2}</td>
          <td>{bid2}</td>
          <td>{ask2}</td>
        </tr>
      </tbody>
    </table>
  )
}

/** The same as a sentence, for a screen reader. */
export function tipSentence(
  item: ChartItem,
  scene: Readonly<ChartScene>,
  zone: ZoneClock = UTC_CLOCK,
): string {
  const time = zone.second(item.time)
  if (item.kind === 'void') return `${time}, before the first value`
  if (item.kind === 'hole' && item.cause !== undefined) {
    return `${time}, ${holeWords(item.cause, scene)}, no spread`
  }
  const percent = (value: number) => `${percentFigure(value, scene.digits)} %`
  const { last, low, high, lower, upper } = item
  const hasBand = !Number.isNaN(lower + upper)
  const { bid1, ask1, bid2, ask2 } = tipPrices(item, scene)
  const missing = item.cause === undefined ? [] : [`${holeWords(item.cause, scene)} in part of it`]
  return [
    time,
    `spread ${percent(last)}`,
    `${basisPoints(last)} bp`,
    `low ${percent(low)}`,
    `high ${percent(high)}`,
    hasBand ? `band ${percent(lower)} to ${percent(upper)}` : 'no band',
    `${scene.exchange1} bid ${bid1}, ask ${ask1}`,
    `${scene.exchange2} bid ${bid2}, ask ${ask2}`,
    pointsWords(item.count),
    ...missing,
  ].join(', ')
}

function pointsWords(count: number): string {
  if (count === 0) return 'held'
  return count === 1 ? '1 point' : `${grouped(count)} points`
}

/** The four prices, those of an exchange with equally many digits. */
function tipPrices({ bid1, ask1, bid2, ask2 }: ChartItem, scene: Readonly<ChartScene>) {
  const digits1 = priceDigits(newestPrices(scene, 'bid1', 'ask1'))
  const digits2 = priceDigits(newestPrices(scene, 'bid2', 'ask2'))
  return {
    bid1: bid1.toFixed(digits1),
    ask1: ask1.toFixed(digits1),
    bid2: bid2.toFixed(digits2),
    ask2: ask2.toFixed(digits2),
  }
}

/** Enough places to see the digits of the tick size: a single price may end in zeros. */
const PRICES_LOOKED_AT = 40

function newestPrices(
  { items }: Readonly<ChartScene>,
  bid: 'bid1' | 'bid2',
  ask: 'ask1' | 'ask2',
): number[] {
  return items
    .slice(-PRICES_LOOKED_AT)
    .flatMap((item) => [item[bid], item[ask]])
    .filter(Number.isFinite)
}
