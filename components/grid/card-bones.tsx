/** The shape of a card's head before its first values. It does not move. */
export function CardBones() {
  return (
    <div className="head bones" aria-hidden="true">
      <i className="bone-symbol" />
      <i className="bone-now" />
      <i className="bone-legs" />
      <i className="bone-side" />
    </div>
  )
}
