import { percentFigure } from '../chart/axis-figure'
import { RangeRows, tipPercent, TipRoom } from '../chart/tip-room'
import { grouped } from '../ui/number-format'
import { duration } from '../ui/time-format'
import type { HistoryPoint } from './use-history-chart'
import { holeCauseWords } from './hole-words'
import type { ZoneClock } from '../ui/zone-clock'

/** About as wide as it gets, CSS pixels. */
const TIP_WIDTH = 210

/** What one place of the chart holds, beside the crosshair. */
export function HistoryTip({ point, zone }: { point: HistoryPoint; zone: ZoneClock }) {
  const { item, scene, x, plotWidth, first, isRead } = point
  const isMissing = item.kind === 'hole' || item.kind === 'void'
  const percent = (value: number) => tipPercent(value, scene.digits)
  return (
    <TipRoom x={x} plotWidth={plotWidth} tipWidth={TIP_WIDTH}>
      <div className="when">
        <span>
          {zone.point(item.time)} {zone.zone === 'UTC' ? 'UTC' : ''}
        </span>
        <span>{stepWords(scene.step)} a point</span>
      </div>
      {item.cause !== undefined && (
        <div className={item.cause}>{holeCauseWords(item.cause, scene)}</div>
      )}
      {item.kind === 'void' && <div>{voidWords(isRead)}</div>}
      {!isMissing && (
        <table>
          <tbody>
            <tr>
              <td>first, last</td>
              <td>{Number.isNaN(first) ? '' : percent(first)}</td>
              <td>{percent(item.last)}</td>
            </tr>
            <RangeRows item={item} digits={scene.digits} />
            <tr>
              <td>points</td>
              <td colSpan={2}>{item.count === 0 ? 'held' : grouped(item.count)}</td>
            </tr>
          </tbody>
        </table>
      )}
    </TipRoom>
  )
}

/** The same as a sentence, for a screen reader. */
export function pointSentence(
  { item, scene, first, isRead }: HistoryPoint,
  zone: ZoneClock,
): string {
  const time = zone.point(item.time)
  if (item.kind === 'void') return `${time}, ${voidWords(isRead)}`
  if (item.kind === 'hole' && item.cause !== undefined) {
    return `${time}, ${holeCauseWords(item.cause, scene)}, no spread`
  }
  const percent = (value: number) => `${percentFigure(value, scene.digits)} %`
  const parts = [
    ...(Number.isNaN(first) ? [] : [`first ${percent(first)}`]),
    ...[`last ${percent(item.last)}`, `low ${percent(item.low)}`, `high ${percent(item.high)}`],
    `${grouped(item.count)} points`,
  ]
  return [time, ...parts].join(', ')
}

/** Before the first recorded bar there is no hole: nothing is recorded yet. */
function voidWords(isRead: boolean): string {
  return isRead ? 'nothing recorded' : 'not read'
}

/** `1 s`, `5 min`, `2 h`, `1 d`. */
export function stepWords(seconds: number): string {
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3_600) return `${seconds / 60} min`
  return seconds < 86_400 ? `${seconds / 3_600} h` : `${seconds / 86_400} d`
}

export function spanWords(seconds: number): string {
  return seconds >= 48 * 3_600 ? `${(seconds / 86_400).toFixed(1)} d` : duration(seconds * 1_000)
}
