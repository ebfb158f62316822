import type { KeyScope } from './key-registry'

export interface KeyLine {
  /** As they are printed on keys: `Ctrl K`, `Esc`. */
  keys: readonly string[]
  words: string
}

export interface KeyList {
  page: string
  lines: readonly KeyLine[]
}

const PRINTED: Readonly<Record<string, string>> = {
  Escape: 'Esc',
  ' ': 'Space',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
}

/**
 * The keys that hold now, a list for each page. A key that a list before has is left out; keys that
 * do the same stand in one line.
 */
export function helpLists(scopes: readonly KeyScope[]): KeyList[] {
  const taken = new Set<string>()
  const pages = new Map<string, Map<string, string[]>>()
  for (const { page, bindings, letters } of scopes) {
    const lines = pages.get(page) ?? new Map<string, string[]>()
    pages.set(page, lines)
    for (const { keys, words, isOn } of bindings()) {
      if (isOn === false || taken.has(keys)) continue
      taken.add(keys)
      lines.set(words, [...(lines.get(words) ?? []), printed(keys)])
    }
    if (letters !== undefined) lines.set(LETTER_WORDS, ['A–Z'])
  }
  return [...pages]
    .filter(([, lines]) => lines.size > 0)
    .map(([page, lines]) => ({
      page,
      lines: [...lines].map(([words, keys]) => ({ keys, words })),
    }))
}

const LETTER_WORDS = 'Jump to a symbol; with Shift where the letter does something else'

/** `Mod+k` is `Ctrl K`; a Mac's people know it as Cmd. */
export function printed(keys: string): string {
  const parts = keys.length === 1 ? [keys] : keys.split('+')
  const name = (key: string) => {
    if (key === 'Mod') return 'Ctrl'
    return PRINTED[key] ?? (parts.length > 1 && key.length === 1 ? key.toUpperCase() : key)
  }
  return parts.map(name).join(' ')
}
