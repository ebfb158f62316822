'use client'

import { Sun } from 'lucide-react'
import { useState } from 'react'
import { applyPalette, applyTheme, type Palette, type Theme } from './theme'
import { Segmented } from './segmented'

const THEME_WORDS = [
  { value: 'system', words: 'System' },
  { value: 'dark', words: 'Dark' },
  { value: 'light', words: 'Light' },
] as const

const PALETTE_WORDS = [
  { value: 'standard', words: 'Standard' },
  { value: 'safe', words: 'Colour-blind safe' },
] as const

export interface Look {
  theme: Theme
  palette: Palette
}

/** Theme and palette, kept in this browser. */
export function LookMenu({ look }: { look: Look }) {
  const [theme, setTheme] = useState(look.theme)
  const [palette, setPalette] = useState(look.palette)
  return (
    <>
      <button
        type="button"
        className="tool"
        aria-label="Theme and palette"
        title="Theme and palette"
        popoverTarget="look-menu"
      >
        <Sun size={16} aria-hidden="true" />
      </button>
      <section id="look-menu" popover="auto" className="menu" aria-label="Theme and palette">
        <p>Theme</p>
        <Segmented
          label="Theme"
          options={THEME_WORDS}
          value={theme}
          onChange={(chosen) => {
            setTheme(chosen)
            applyTheme(chosen)
          }}
        />
        <p>Palette</p>
        <Segmented
          label="Palette"
          options={PALETTE_WORDS}
          value={palette}
          onChange={(chosen) => {
            setPalette(chosen)
            applyPalette(chosen)
          }}
        />
        <p className="quiet">
          All times are UTC. Charts are drawn with{' '}
          <a href="https://www.tradingview.com/" rel="noreferrer" target="_blank">
            TradingView
          </a>{' '}
          Lightweight Charts™.
        </p>
      </section>
    </>
  )
}
