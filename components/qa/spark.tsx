const WIDTH = 92
const HEIGHT = 34
const MARGIN = 2
/** A span below this, percent, is the noise of prices: it would fill the picture. */
const LEAST_SPAN = 1e-6

/** A small picture of a spread: even steps, broken where a value is missing. */
export function Spark({ values }: { values: readonly (number | null)[] }) {
  const known = values.filter((value) => value !== null)
  if (known.length === 0) return <svg className="spark" aria-hidden="true" />
  const low = Math.min(...known)
  const high = Math.max(...known)
  const y = (value: number) =>
    high - low < LEAST_SPAN
      ? HEIGHT / 2
      : HEIGHT - MARGIN - ((value - low) / (high - low)) * (HEIGHT - 2 * MARGIN)
  const x = (at: number) => 1 + (at / (values.length - 1)) * (WIDTH - 2)
  const points = values.map((value, at) => {
    if (value === null) return ''
    const isStart = at === 0 || values[at - 1] === null
    return `${isStart ? 'M' : 'L'}${x(at).toFixed(1)} ${y(value).toFixed(1)}`
  })
  return (
    <svg className="spark" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      {low < 0 && high > 0 && <path className="zero" d={`M0 ${y(0)}H${WIDTH}`} />}
      {known.length === 1 ? (
        <circle cx={WIDTH / 2} cy={HEIGHT / 2} r={2} />
      ) : (
        <path className="line" d={points.join('')} />
      )}
    </svg>
  )
}
