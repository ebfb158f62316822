/**
 * The keys that mean the same on every page where there is something for them to act on: pages bind
 * them by these names, and the page of help lists them.
 */
export const SHARED_KEYS = {
  search: '/',
  palette: 'Mod+k',
  next: 'j',
  before: 'k',
  open: 'Enter',
  close: 'Escape',
  undo: 'Mod+z',
  windows: ['1', '2', '3', '4', '5'],
  bands: 'b',
  executable: 'e',
  favourite: 'f',
  history: 'h',
  pin: 'p',
  picture: 's',
  help: '?',
} as const satisfies Record<string, string | readonly string[]>

/** What each does, in the order of the help. Letters that jump are no key of their own. */
export const SHARED_KEY_WORDS: Readonly<Record<keyof typeof SHARED_KEYS | 'letters', string>> = {
  search: 'search',
  palette: 'find a pair, a page or a command',
  letters: 'jump to a symbol; with Shift where the letter does something else',
  next: 'next row or card',
  before: 'row or card before',
  open: 'open it',
  close: 'close what is open',
  undo: 'undo what was just done, as long as “Undo” is offered',
  windows: 'window, from the shortest to the longest',
  bands: 'next bands, on the page of a pair',
  executable: 'spread bid to bid, or executable, on the page of a pair',
  favourite: 'favourite',
  history: 'recorded history',
  pin: 'pin to the desk',
  picture: 'save a picture',
  help: 'all keys that hold on this page now',
}
