import { createStore } from 'zustand/vanilla'

/** How the page looks. Kept in cookies, so that the server's first picture is right already. */
export const THEMES = ['system', 'dark', 'light'] as const
export type Theme = (typeof THEMES)[number]
export const PALETTES = ['standard', 'safe'] as const
export type Palette = (typeof PALETTES)[number]

export const THEME_WORDS: readonly { value: Theme; words: string }[] = [
  { value: 'system', words: 'System' },
  { value: 'dark', words: 'Dark' },
  { value: 'light', words: 'Light' },
]
export const PALETTE_WORDS: readonly { value: Palette; words: string }[] = [
  { value: 'standard', words: 'Standard' },
  { value: 'safe', words: 'Colour-blind safe' },
]

export const THEME_COOKIE = 'spreadscope-theme'
export const PALETTE_COOKIE = 'spreadscope-palette'
const YEAR_SECONDS = 365 * 24 * 3_600

export function toTheme(text: string | undefined): Theme {
  return THEMES.find((theme) => theme === text) ?? 'system'
}

export function toPalette(text: string | undefined): Palette {
  return PALETTES.find((palette) => palette === text) ?? 'standard'
}

/** Moves with every change of colours, the operating system's included. */
export const colourVersion = createStore<{ version: number }>()(() => ({ version: 0 }))

/** That of the page now; it changes with `colourVersion`. */
export function themeInForce(): Theme {
  return toTheme(document.documentElement.dataset.theme)
}

export function paletteInForce(): Palette {
  return toPalette(document.documentElement.dataset.palette)
}

function moveColourVersion(): void {
  colourVersion.setState(({ version }) => ({ version: version + 1 }))
}

/** Follows the operating system. The answer ends it. */
export function watchSystemTheme(): () => void {
  const query = matchMedia('(prefers-color-scheme: light)')
  query.addEventListener('change', moveColourVersion)
  return () => query.removeEventListener('change', moveColourVersion)
}

export function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
  remember(THEME_COOKIE, theme)
  moveColourVersion()
}

export function applyPalette(palette: Palette): void {
  if (palette === 'standard') delete document.documentElement.dataset.palette
  else document.documentElement.dataset.palette = palette
  remember(PALETTE_COOKIE, palette)
  moveColourVersion()
}

function remember(name: string, value: string): void {
  document.cookie = `${name}=${value}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`
}
