import { percentFigure } from '../chart/axis-figure'
import { AXIS_WIDTH } from '../chart/card-plot'
import { grouped } from '../ui/number-format'
import { duration } from '../ui/time-format'
import type { HistoryPoint } from './use-history-chart'
import { holeCauseWords } from './hole-words'
import type { ZoneClock } from '../ui/zone-clock'

/** About as wide as it gets, CSS pixels; it flips where this much room is missing. */
const TIP_WIDTH = 210
const DISTANCE = 14

/** What one place of the chart holds, beside the crosshair. */
export function HistoryTip({ point, zone }: { point: HistoryPoint; zone: ZoneClock }) {
  const { item, scene, x, plotWidth, first, isRead } = point
  const isFlipped = x + DISTANCE + TIP_WIDTH > plotWidth && x > DISTANCE + TIP_WIDTH
  const distance = (isFlipped ? plotWidth + AXIS_WIDTH - x : x) + DISTANCE
  const isMissing = item.kind === 'hole' || item.kind === 'void'
  const percent = (value: number) =>
    Number.isNaN(value) ? 'none' : percentFigure(value, scene.digits)
  return (
    <div className={`tip-room${isFlipped ? ' flipped' : ''}`} aria-hidden="true">
      <i style={{ flexBasis: distance }} />
      <div className="tip">
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
              <tr>
                <td>low, high</td>
                <td>{percent(item.low)}</td>
                <td>{percent(item.high)}</td>
              </tr>
              <tr>
                <td>band</td>
                <td>{percent(item.lower)}</td>
                <td>{percent(item.upper)}</td>
              </tr>
              <tr>
                <td>points</td>
                <td colSpan={2}>{item.count === 0 ? 'held' : grouped(item.count)}</td>
              </tr>
            </tbody>
          </table>
        )}
      </div>
    </div>
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
