import { pointFacts, pointNote } from './point-facts'
import type { PairScene } from './pair-scene'

/** About as wide as it gets, CSS pixels; it flips where this much room is missing. */
const TIP_WIDTH = 232
const DISTANCE = 14

/** The second under the crosshair. */
export interface PairPoint {
  scene: Readonly<PairScene>
  index: number
  /** CSS pixels from the left of the chart; widths of the plot and of the value axis beside it. */
  x: number
  plotWidth: number
  axisWidth: number
}

/** What is known of a second, beside the crosshair. `top`: CSS pixels. */
export function PairTip({
  point,
  zoneName,
  top,
}: {
  point: PairPoint
  zoneName: string
  top: number
}) {
  const { scene, index, x, plotWidth, axisWidth } = point
  const item = scene.items[index]
  if (item === undefined) return null
  const isFlipped = x + DISTANCE + TIP_WIDTH > plotWidth && x > plotWidth / 2
  const distance = (isFlipped ? plotWidth + axisWidth - x : x) + DISTANCE
  const facts = pointFacts(scene, index)
  return (
    <div className={`tip-room${isFlipped ? ' flipped' : ''}`} style={{ top }} aria-hidden="true">
      <i style={{ flexBasis: distance }} />
      <div className="tip">
        <div className="when">
          <span>
            {scene.pointTime(item.time)} {zoneName}
          </span>
          <span className={facts.length === 0 ? item.cause : undefined}>
            {pointNote(scene, index)}
          </span>
        </div>
        {facts.length > 0 && (
          <table>
            <tbody>
              {facts.map(({ label, values, tone, isGain }) => (
                <tr key={label} className={isGain === true ? 'gain' : undefined}>
                  <td className={tone}>{label}</td>
                  {values.map((value, at) => (
                    <td
                      key={`${label}-${at === 0 ? 'first' : 'second'}`}
                      colSpan={values.length === 1 ? 2 : 1}
                    >
                      {value}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </div>
  )
}
