import type { Page } from '@playwright/test'
import type { Hand } from './hand'

/** One of `npm run bench:browser`. Each step throws when what it works on is not there. */
export interface BenchPage {
  readonly name: string
  readonly path: string
  /** Once, when the page was opened: what is measured is there and live. `pairs`: there are in the market. */
  ready: (page: Page, pairs: number) => Promise<void>
  /** What a person does on it. Ends where it began. */
  play: (hand: Hand) => Promise<void>
  /** What the wheel scrolls, by a selector. */
  readonly scroller: string
}

/** Opens the palette, finds something in it and closes it again. */
export async function tryPalette(hand: Hand): Promise<void> {
  const palette = hand.page.getByRole('dialog', { name: 'Commands' })
  await hand.key('open the palette', 'Control+k')
  await palette.waitFor()
  await hand.type('type into the palette', 'sol okx')
  await palette.getByRole('option').first().waitFor()
  await hand.key('close the palette', 'Escape')
  await palette.waitFor({ state: 'hidden' })
}

/** Types into the search of a page and empties it again. */
export async function trySearch(hand: Hand, text: string): Promise<void> {
  const field = hand.page.getByRole('textbox', { name: 'Search symbol or exchange' })
  await hand.key('type into the search', '/')
  await hand.type('type into the search', text)
  const typed = await field.inputValue()
  if (typed !== text) throw new Error(`the search has "${typed}", not "${text}"`)
  await hand.key('type into the search', ...Array.from(text, () => 'Backspace'))
  await hand.key('leave', 'Escape')
}
