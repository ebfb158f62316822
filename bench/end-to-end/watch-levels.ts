import type { LevelChange } from './levels'

/** What a page saw, by its own clock. */
export interface SeenLevels {
  /** A line of the stream told it in this tab. */
  arrived: LevelChange[]
  /** It was read from the pixels of the pair's chart, in a frame that was handed on for display. */
  shown: LevelChange[]
}

export interface WatchedLevels {
  pairs: readonly string[]
  /** A bid of the first leg above is of the high level. */
  betweenBid: number
}

declare global {
  interface Window {
    benchLevels?: SeenLevels
  }
}

/**
 * Runs in the page before its own scripts. After every animation frame, when all scripts have drawn,
 * it reads a column of pixels of each chart: where only the tag of the newest value stands, at the
 * height of that value. A change is noted when the next but one frame begins: until then the picture
 * was taken over and put on the screen.
 */
export function watchLevels({ pairs, betweenBid }: WatchedLevels): void {
  const seen: SeenLevels = { arrived: [], shown: [] }
  window.benchLevels = seen
  const nowMs = () => performance.timeOrigin + performance.now()

  /** Column in the middle of the tag's bar, CSS pixels. */
  const TAG_X = 2
  const levels = new Map<string, boolean>()
  const readLevel = (canvas: HTMLCanvasElement): boolean | undefined => {
    const { height, width, clientWidth } = canvas
    const context = canvas.getContext('2d')
    if (context === null || width === 0 || height === 0) return undefined
    const { data } = context.getImageData((TAG_X * width) / clientWidth, 0, 1, height)
    let sum = 0
    let rows = 0
    for (let row = 0; row < height; row++) {
      if (data[row * 4 + 3]! < 128) continue
      sum += row
      rows++
    }
    return rows === 0 ? undefined : sum / rows < height / 2
  }
  const look = () => {
    const changes: Omit<LevelChange, 'atMs'>[] = []
    for (const pair of pairs) {
      const card = document.querySelector(`[data-pair="${pair}"]`)
      // The axis of our charts, the only canvas of a plain page.
      const canvas = card?.querySelector<HTMLCanvasElement>('td:last-child canvas, canvas.plain')
      const isHigh = canvas ? readLevel(canvas) : undefined
      if (isHigh === undefined || levels.get(pair) === isHigh) continue
      levels.set(pair, isHigh)
      changes.push({ pair, isHigh })
    }
    return changes
  }
  const drawn = new MessageChannel()
  drawn.port1.onmessage = () => {
    const changes = look()
    if (changes.length === 0) return
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        const atMs = nowMs()
        for (const change of changes) seen.shown.push({ ...change, atMs })
      }),
    )
  }
  const onFrame = () => {
    drawn.port2.postMessage(undefined)
    requestAnimationFrame(onFrame)
  }
  requestAnimationFrame(onFrame)

  const bids = new Map<string, boolean>()
  const onMessage = ({ data }: MessageEvent<unknown>) => {
    if (typeof data !== 'string') return
    const atMs = nowMs()
    for (const line of data.split('\n')) {
      const [, pair] = /"type":"bars".*?"pair":"([^"]+)"/.exec(line) ?? []
      const [, bid] = /"bid1":\[(?:[^\]]*,)?([\d.]+)\]/.exec(line) ?? []
      if (pair === undefined || bid === undefined || !pairs.includes(pair)) continue
      const isHigh = Number(bid) > betweenBid
      if (bids.get(pair) === isHigh) continue
      bids.set(pair, isHigh)
      seen.arrived.push({ pair, isHigh, atMs })
    }
  }
  window.SharedWorker = class extends SharedWorker {
    constructor(url: string | URL, options?: string | WorkerOptions) {
      super(url, options)
      this.port.addEventListener('message', onMessage)
    }
  }
}

/** Runs in the page: all since it was opened. */
export function seenLevels(): SeenLevels {
  if (window.benchLevels === undefined) throw new Error('the page watches nothing')
  return window.benchLevels
}
