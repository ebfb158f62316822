import { printed } from '../keys/help-lists'
import { KeyLines } from '../keys/key-lines'
import { SHARED_KEY_WORDS, SHARED_KEYS } from '../keys/shared-keys'

const LETTERS = ['A–Z']
const LINES = Object.entries(SHARED_KEY_WORDS).map(([name, words]) => ({
  keys: isShared(name) ? [SHARED_KEYS[name]].flat().map(printed) : LETTERS,
  words,
}))

/** The keys that mean the same on every page where there is something for them to act on. */
export function KeyTable() {
  return <KeyLines className="key-table" lines={LINES} />
}

function isShared(name: string): name is keyof typeof SHARED_KEYS {
  return name in SHARED_KEYS
}
