declare global {
  interface Window {
    /** Since the navigation, milliseconds; undefined until a chart was painted. */
    benchFirstChartMs?: number
  }
}

/** Fewer corners has no line of an hour; more has no grid. */
export const LEAST_CORNERS = 100

/**
 * Runs in the page before its own scripts: notes when the first long line was painted, whoever
 * draws it. What it watches is as it was from then on.
 */
export function watchFirstChart(leastCorners: number): void {
  let corners = 0
  const context = CanvasRenderingContext2D.prototype
  const path = Path2D.prototype
  // They are called on what they belong to.
  // oxlint-disable-next-line typescript/unbound-method
  const { beginPath } = context
  // oxlint-disable-next-line typescript/unbound-method
  const [lineTo, pathLineTo, pathMoveTo] = [context.lineTo, path.lineTo, path.moveTo]
  const count = () => {
    if (++corners < leastCorners) return
    Object.assign(context, { beginPath, lineTo })
    Object.assign(path, { lineTo: pathLineTo, moveTo: pathMoveTo })
    const seen = new MessageChannel()
    // Behind the frame that this is drawn for.
    requestAnimationFrame(() => seen.port2.postMessage(undefined))
    seen.port1.onmessage = () => {
      window.benchFirstChartMs = performance.now()
      seen.port1.close()
    }
  }
  context.beginPath = function () {
    corners = 0
    beginPath.call(this)
  }
  context.lineTo = function (x, y) {
    lineTo.call(this, x, y)
    count()
  }
  path.moveTo = function (x, y) {
    corners = 0
    pathMoveTo.call(this, x, y)
  }
  path.lineTo = function (x, y) {
    pathLineTo.call(this, x, y)
    count()
  }
}
