/** What of a keyboard event says which key it was. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

const WITH_MOD = /^Mod\+(.)$/

/**
 * Whether a press is what a binding says: `j`, `?`, `Enter`, `Shift+Enter`, `Mod+k` (Ctrl, on a Mac
 * Cmd). Capitals are the letter with Shift; signs are told by what they print, whatever the layout.
 */
export function isPressOf(keys: string, press: KeyPress): boolean {
  const isMod = press.ctrlKey || press.metaKey
  const letter = WITH_MOD.exec(keys)?.[1]
  if (letter !== undefined) {
    // With Shift it is another deed: with Z to do again what was undone.
    return isMod && !press.altKey && !press.shiftKey && press.key.toLowerCase() === letter
  }
  if (isMod || press.altKey) return false
  if (keys.startsWith('Shift+')) return press.shiftKey && press.key === keys.slice('Shift+'.length)
  // `?` and the like need Shift on most layouts; a letter or a named key with it is another one.
  const isSign = press.key.length === 1 && press.key.toLowerCase() === press.key.toUpperCase()
  return press.key === keys && (isSign || !press.shiftKey || isCapital(keys))
}

function isCapital(key: string): boolean {
  return key.length === 1 && key !== key.toLowerCase()
}

/** Held down, these go on; what switches or saves does so once. */
const REPEATING = new Set(['j', 'k', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'])

export function mayRepeat(keys: string): boolean {
  return REPEATING.has(keys)
}
