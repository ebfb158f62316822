import type { FacePoint } from './chart-face'

/** About as wide as it gets, CSS pixels; it flips where this much room is missing. */
const TIP_WIDTH = 232
const DISTANCE = 14

/** What is known of a second, beside the crosshair. `top`: CSS pixels. */
export function PairTip({
  point,
  zoneName,
  top,
}: {
  point: FacePoint
  zoneName: string
  top: number
}) {
  const { when, facts, note, tone, x, plotWidth, axisWidth } = point
  const isFlipped = x + DISTANCE + TIP_WIDTH > plotWidth && x > plotWidth / 2
  const distance = (isFlipped ? plotWidth + axisWidth - x : x) + DISTANCE
  return (
    <div className={`tip-room${isFlipped ? ' flipped' : ''}`} style={{ top }} aria-hidden="true">
      <i style={{ flexBasis: distance }} />
      <div className="tip">
        <div className="when">
          <span>
            {when} {zoneName}
          </span>
          <span className={tone}>{note}</span>
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
