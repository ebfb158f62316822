'use client'

import { Settings } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import { showDialog } from '../keys/open-dialog'
import { display, usePageZone } from '../kept/display'
import { Segmented } from './segmented'
import {
  applyPalette,
  applyTheme,
  colourVersion,
  PALETTE_WORDS,
  paletteInForce,
  THEME_WORDS,
  themeInForce,
  type Palette,
  type Theme,
} from './theme'

const ZONE_WORDS = [
  { value: 'UTC', words: 'UTC' },
  { value: 'local', words: 'Local' },
] as const

const FLASH_WORDS = [
  { value: 'on', words: 'On' },
  { value: 'off', words: 'Off' },
] as const

export interface Look {
  theme: Theme
  palette: Palette
}

/** How things are shown to this person: colours, times, motion; kept in this browser. */
export function LookMenu({ look }: { look: Look }) {
  const { subscribe } = colourVersion
  const theme = useSyncExternalStore(subscribe, themeInForce, () => look.theme)
  const palette = useSyncExternalStore(subscribe, paletteInForce, () => look.palette)
  const flashes = useStore(display, (kept) => kept.flashes)
  const zone = usePageZone()
  return (
    <>
      <button
        type="button"
        className="tool"
        aria-label="Settings"
        title="Settings"
        popoverTarget="look-menu"
      >
        <Settings size={16} aria-hidden="true" />
      </button>
      <section id="look-menu" popover="auto" className="menu" aria-label="Settings">
        <p>Theme</p>
        <Segmented label="Theme" options={THEME_WORDS} value={theme} onChange={applyTheme} />
        <p>Colours</p>
        <Segmented
          label="Palette"
          options={PALETTE_WORDS}
          value={palette}
          onChange={applyPalette}
        />
        <p>Times</p>
        <Segmented
          label="Times"
          options={ZONE_WORDS}
          value={zone}
          onChange={(chosen) => display.setState({ zone: chosen })}
        />
        <p>Flash of changed cells</p>
        <Segmented
          label="Flash of changed cells"
          options={FLASH_WORDS}
          value={flashes ? 'on' : 'off'}
          onChange={(chosen) => display.setState({ flashes: chosen === 'on' })}
        />
        <div className="menu-ways">
          <button
            type="button"
            className="btn"
            popoverTarget="look-menu"
            onClick={() => showDialog('help')}
          >
            Keyboard <kbd>?</kbd>
          </button>
          <button
            type="button"
            className="btn"
            popoverTarget="look-menu"
            onClick={() => showDialog('palette')}
          >
            Commands <kbd>Ctrl K</kbd>
          </button>
        </div>
        <p>Marks, fees, columns, workspaces</p>
        <button
          type="button"
          className="btn"
          popoverTarget="look-menu"
          onClick={() => showDialog('kept')}
        >
          What this browser keeps
        </button>
        <p className="quiet">
          Charts are drawn with{' '}
          <a href="https://www.tradingview.com/" rel="noreferrer" target="_blank">
            TradingView
          </a>{' '}
          Lightweight Charts™.
        </p>
      </section>
    </>
  )
}
