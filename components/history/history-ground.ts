import type {
  IPrimitivePaneRenderer,
  IPrimitivePaneView,
  ISeriesPrimitive,
  ITimeScaleApi,
  Time,
} from 'lightweight-charts'
import { coordinateAt } from '../chart/chart-frame'
import { FOOT_HEIGHT, type ChartScene } from '../chart/chart-scene'

type DrawTarget = Parameters<IPrimitivePaneRenderer['draw']>[0]

/** What is behind and beside the line of a recorded chart; indices of the scene's items. */
export interface Ground {
  /** Nothing has been read from there to before `to`, with words; undefined: all has. */
  unread: { from: number; to: number; words: string } | undefined
  /** Recorded before, live behind. */
  seam: { at: number; words: string } | undefined
}

/** CSS pixels. */
const WORDS_ROOM = 110

/** Draws what was not read yet, and the seam from recorded to live. */
export class HistoryGround implements ISeriesPrimitive {
  ground: Ground = { unread: undefined, seam: undefined }
  readonly #views: readonly IPrimitivePaneView[]

  constructor(scene: ChartScene, timeScale: ITimeScaleApi<Time>) {
    const x = (index: number) => coordinateAt(timeScale, index)
    const draw = (target: DrawTarget) => {
      target.useMediaCoordinateSpace(({ context, mediaSize: { width, height } }) => {
        context.font = `11px ${scene.colours.font}`
        const { unread, seam } = this.ground
        const foot = height - FOOT_HEIGHT
        if (unread !== undefined) {
          const left = Math.max(0, x(unread.from - 0.5))
          const right = Math.min(width, x(unread.to - 0.5))
          context.fillStyle = scene.colours.surface0
          context.globalAlpha = 0.6
          context.fillRect(left, 0, Math.max(0, right - left), foot)
          context.globalAlpha = 1
          context.textAlign = 'center'
          context.fillStyle = scene.colours.text3
          if (right - left > WORDS_ROOM) {
            context.fillText(unread.words, (left + right) / 2, foot / 2)
          }
        }
        if (seam === undefined) return
        const at = Math.round(x(seam.at - 0.5)) + 0.5
        if (!(at > 0 && at < width)) return
        context.strokeStyle = scene.colours.text3
        context.setLineDash([2, 3])
        context.beginPath()
        context.moveTo(at, 0)
        context.lineTo(at, foot)
        context.stroke()
        context.setLineDash([])
        const isLeft = at > context.measureText(seam.words).width + 12
        context.textAlign = isLeft ? 'right' : 'left'
        context.textBaseline = 'middle'
        context.fillStyle = scene.colours.text1
        context.fillText(seam.words, at + (isLeft ? -6 : 6), foot - 10)
      })
    }
    this.#views = [{ zOrder: () => 'top', renderer: () => ({ draw }) }]
  }

  paneViews(): readonly IPrimitivePaneView[] {
    return this.#views
  }
}
