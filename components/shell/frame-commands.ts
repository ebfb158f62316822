import type { Command } from '../keys/use-commands'
import { display } from '../kept/display'
import { showDialog } from '../keys/open-dialog'
import { PAGES } from '../ui/pages'
import { applyPalette, applyTheme, PALETTE_WORDS, THEME_WORDS } from '../ui/theme'

/** What the palette offers on every page. */
export const FRAME_COMMANDS: readonly Command[] = [
  ...PAGES.map(({ name, href, words }) => ({
    ...{ id: `page ${name}`, words, group: 'Pages' },
    run: () => location.assign(href),
  })),
  ...THEME_WORDS.map(({ value, words }) => ({
    ...{ id: `theme ${value}`, words: `Theme: ${words.toLowerCase()}`, group: 'Settings' },
    run: () => applyTheme(value),
  })),
  ...PALETTE_WORDS.map(({ value, words }) => ({
    ...{ id: `palette ${value}`, words: `Colours: ${words.toLowerCase()}`, group: 'Settings' },
    run: () => applyPalette(value),
  })),
  {
    ...{ id: 'zone UTC', words: 'Times: UTC', group: 'Settings' },
    run: () => display.setState({ zone: 'UTC' }),
  },
  {
    ...{ id: 'zone local', words: 'Times: local', group: 'Settings' },
    run: () => display.setState({ zone: 'local' }),
  },
  {
    ...{ id: 'flashes', words: 'Flash changed cells: on or off', group: 'Settings' },
    run: () => display.setState(({ flashes }) => ({ flashes: !flashes })),
  },
  {
    ...{ id: 'kept', words: 'What this browser keeps: file, forget', group: 'Settings' },
    run: () => showDialog('kept'),
  },
  {
    ...{ id: 'help', words: 'Keyboard help', group: 'Help' },
    run: () => showDialog('help'),
  },
  {
    ...{ id: 'page help', words: 'Help: how figures are meant', group: 'Help' },
    run: () => location.assign('/help'),
  },
]
