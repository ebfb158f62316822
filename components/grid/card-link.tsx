import { memo, useRef } from 'react'
import { pairAddress } from '../ui/addresses'

interface CardLinkProps {
  pair: string
  /** Of the card. */
  name: string
}

/**
 * The whole card is a link: it lies over head and chart, below their buttons. By key it is Enter on
 * the card, so that it is no stop of its own. A finger that taps the chart looks at a point.
 */
export const CardLink = memo(function CardLink({ pair, name }: CardLinkProps) {
  // Not every browser says of a click what made it.
  const pressedBy = useRef('')
  return (
    <a
      className="card-link"
      href={pairAddress(pair)}
      aria-label={`Open ${name}`}
      tabIndex={-1}
      draggable={false}
      onPointerDown={(event) => {
        pressedBy.current = event.pointerType
      }}
      onClick={(event) => {
        const plot = event.currentTarget.parentElement
        const isOnChart = plot !== null && event.clientY >= plot.getBoundingClientRect().top
        if (isOnChart && pressedBy.current === 'touch') event.preventDefault()
      }}
    />
  )
})
