const SMALL_CHARTS = 6

/** The shape of the page before the first answer. */
export function StatusBones() {
  return (
    <>
      <output className="panel headline" aria-label="State">
        Asking the server how it is
      </output>
      <div className="small-charts" aria-hidden="true">
        {Array.from({ length: SMALL_CHARTS }, (_, place) => (
          <div key={place} className="panel bone-chart" />
        ))}
      </div>
      <div className="columns" aria-hidden="true">
        <div className="panel bone-table" />
        <div className="panel bone-table" />
      </div>
    </>
  )
}
