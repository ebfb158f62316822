/** A canvas that fills an element, in the pixels of the device. It is taken out when it is removed. */
export class CardCanvas {
  readonly #host: HTMLElement
  readonly #canvas = document.createElement('canvas')
  readonly #sizes: ResizeObserver
  readonly #sight: IntersectionObserver
  #pixelRatio = 0
  /** CSS pixels. */
  width = 0
  height = 0
  /** As far as the browser has told. */
  isSeen = true

  /** `onChange`: of its size, or when it comes into view. */
  constructor(host: HTMLElement, onChange: () => void) {
    this.#host = host
    this.#canvas.style.display = 'block'
    host.append(this.#canvas)
    this.#sizes = new ResizeObserver(() => {
      if (this.#fit()) onChange()
    })
    this.#sizes.observe(host)
    this.#sight = new IntersectionObserver((entries) => {
      const wasSeen = this.isSeen
      this.isSeen = entries.at(-1)?.isIntersecting ?? true
      if (this.isSeen && !wasSeen) onChange()
    })
    this.#sight.observe(host)
    this.#fit()
  }

  /** Empty, in the pixels of the device; undefined while the element has no size. */
  begin(): CanvasRenderingContext2D | undefined {
    // Sizes are told by the observer: to read them while painting would lay out the page.
    if (this.#pixelRatio !== devicePixelRatio) this.#fit()
    const { width, height } = this.#canvas
    if (this.width === 0 || this.height === 0) return undefined
    const context = this.#canvas.getContext('2d') ?? undefined
    context?.setTransform(1, 0, 0, 1, 0, 0)
    context?.clearRect(0, 0, width, height)
    return context
  }

  /** A copy. */
  picture(): HTMLCanvasElement {
    const copy = document.createElement('canvas')
    copy.width = this.#canvas.width
    copy.height = this.#canvas.height
    // An empty one cannot be drawn.
    if (copy.width > 0 && copy.height > 0) copy.getContext('2d')?.drawImage(this.#canvas, 0, 0)
    return copy
  }

  remove(): void {
    this.#sizes.disconnect()
    this.#sight.disconnect()
    this.#canvas.remove()
  }

  /** Follows the element and the pixels of the screen; true when something was different. */
  #fit(): boolean {
    const { clientWidth: width, clientHeight: height } = this.#host
    const ratio = devicePixelRatio
    if (this.width === width && this.height === height && this.#pixelRatio === ratio) return false
    this.width = width
    this.height = height
    this.#pixelRatio = ratio
    this.#canvas.width = Math.round(width * ratio)
    this.#canvas.height = Math.round(height * ratio)
    this.#canvas.style.width = `${width}px`
    this.#canvas.style.height = `${height}px`
    return true
  }
}
