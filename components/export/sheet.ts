/** CSS pixels between pictures. */
const GAP = 8

/** Pictures side by side, row after row of `columns`, each at its own size; device pixels. */
export function sheetOf(
  pictures: readonly HTMLCanvasElement[],
  columns: number,
): HTMLCanvasElement {
  const gap = GAP * window.devicePixelRatio
  const width = Math.max(0, ...pictures.map((picture) => picture.width))
  const height = Math.max(0, ...pictures.map((picture) => picture.height))
  const across = Math.min(columns, pictures.length)
  const sheet = document.createElement('canvas')
  sheet.width = across * (width + gap) + gap
  sheet.height = Math.ceil(pictures.length / columns) * (height + gap) + gap
  const context = sheet.getContext('2d')
  if (context === null) return sheet
  context.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('--surface-0')
  context.fillRect(0, 0, sheet.width, sheet.height)
  for (const [index, picture] of pictures.entries()) {
    const x = gap + (index % columns) * (width + gap)
    const y = gap + Math.floor(index / columns) * (height + gap)
    context.drawImage(picture, x, y)
  }
  return sheet
}
