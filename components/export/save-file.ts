/** The download has its own hold on the data by then. */
const HELD_MS = 10_000

/** Hands a file to the person. */
export function saveFile(name: string, blob: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), HELD_MS)
}

/** Hands a canvas over as PNG. Nothing is saved where the browser cannot make one. */
export function savePicture(name: string, canvas: HTMLCanvasElement): void {
  canvas.toBlob((blob) => {
    if (blob !== null) saveFile(name, blob)
  })
}

/** `spread-BTC-USDT-Binance-Bybit.csv`: parts joined, without characters that systems refuse. */
export function fileName(extension: string, ...parts: string[]): string {
  const words = parts.join('-').replaceAll(/[^A-Za-z0-9]+/g, '-')
  return `${words.replaceAll(/^-+|-+$/g, '')}.${extension}`
}
