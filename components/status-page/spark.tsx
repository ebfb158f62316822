import { sparkShape, type Readings } from './spark-shape'

/** Coordinates of the picture; it is stretched to whatever room there is. */
const BOX = { width: 240, height: 46 }

interface SparkProps {
  readings: Readings
  /** Where an alert would fire. */
  level?: number | undefined
  isFiring?: boolean
  /** With ground from the line to zero. */
  isFilled?: boolean
  /** What is read out. */
  sentence: string
}

/** A small line of readings over time. As SVG it is sharp on every screen and follows the theme. */
export function Spark({ readings, level, isFiring, isFilled, sentence }: SparkProps) {
  const { line, dots, area, levelY } = sparkShape(readings, BOX, level)
  return (
    <svg
      className={isFiring ? 'spark firing' : 'spark'}
      viewBox={`0 0 ${BOX.width} ${BOX.height}`}
      preserveAspectRatio="none"
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- paths that follow the theme
      role="img"
      aria-label={sentence}
    >
      {isFilled && <path className="area" d={area} />}
      <path className="line" d={line} />
      {dots !== '' && <path className="dot" d={dots} />}
      {levelY !== undefined && <path className="level" d={`M0 ${levelY}H${BOX.width}`} />}
    </svg>
  )
}
