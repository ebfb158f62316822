import { isPressOf, mayRepeat } from './key-press'
import { SHARED_KEYS } from './shared-keys'
import { TypeAhead, type JumpTarget } from './type-ahead'

export interface KeyBinding {
  /** As `isPressOf` takes them: `j`, `Enter`, `Mod+k`. */
  keys: string
  /** What it does: `Next row`. */
  words: string
  run: () => void
  /** False: the key does nothing now, and the help does not name it. */
  isOn?: boolean
  /** The help names it; what it acts on listens by itself. */
  isElsewhere?: boolean
}

/** Keys that belong together, as long as what they act on is there. */
export interface KeyScope {
  /** Head of the list in the help: `Grid`. */
  page: string
  /** Read with every press: the newest are in force. */
  bindings: () => readonly KeyBinding[]
  /** Symbols that letters jump to. */
  letters?: JumpTarget & { from: () => number }
  /** Of every page: asked when no scope of the page has the key. */
  isFrame?: boolean
}

/** What is typed into or acts on keys by itself. */
const TYPED_INTO = 'input, select, textarea, [contenteditable]'
const HAS_OWN_KEYS = '[role="dialog"], [role="menu"], [role="listbox"], [popover]'
const PRESSED_BY_ENTER = 'a[href], button, summary, [role="button"]'

/** All scopes of a page and the one listener that serves them, there while there is a scope. */
export class KeyRegistry {
  #scopes: readonly KeyScope[] = []
  readonly #typeAhead = new TypeAhead()

  /** The newest of the page first, those of every page last. */
  get scopes(): readonly KeyScope[] {
    return this.#scopes
  }

  /** The answer takes it away. */
  add(scope: KeyScope): () => void {
    if (this.#scopes.length === 0) document.addEventListener('keydown', this.#onKeyDown)
    const all = [scope, ...this.#scopes]
    this.#scopes = [...all.filter((each) => !each.isFrame), ...all.filter((each) => each.isFrame)]
    return () => {
      this.#scopes = this.#scopes.filter((each) => each !== scope)
      if (this.#scopes.length === 0) document.removeEventListener('keydown', this.#onKeyDown)
    }
  }

  readonly #onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || !(event.target instanceof Element)) return
    const { target, key } = event
    // The palette opens from a search box as well; what is typed there is undone there.
    const isOfPage = (event.ctrlKey || event.metaKey) && !isPressOf(SHARED_KEYS.undo, event)
    const isTyping = target.closest(TYPED_INTO) !== null && !isOfPage
    if (isTyping || target.closest(HAS_OWN_KEYS) !== null) return
    if ((key === 'Enter' || key === ' ') && target.closest(PRESSED_BY_ENTER) !== null) return
    if (!this.#jump(event, true) && !this.#runBinding(event) && !this.#jump(event, false)) return
    event.preventDefault()
  }

  #runBinding(event: KeyboardEvent): boolean {
    for (const { bindings } of this.#scopes) {
      const found = bindings().find(({ keys, isOn }) => isOn !== false && isPressOf(keys, event))
      if (found === undefined) continue
      if (found.isElsewhere === true) return false
      if (!event.repeat || mayRepeat(found.keys)) found.run()
      return true
    }
    return false
  }

  /** With Shift, or within a word, letters come before what else they do. */
  #jump(event: KeyboardEvent, isFirst: boolean): boolean {
    const letters = this.#scopes.find((scope) => scope.letters !== undefined)?.letters
    if (letters === undefined || event.ctrlKey || event.metaKey || event.altKey) return false
    if (isFirst && !event.shiftKey && !this.#typeAhead.isTyping(event.timeStamp)) return false
    const { key, timeStamp } = event
    const place = this.#typeAhead.type(key, timeStamp, letters.names(), letters.from())
    if (place === undefined) return false
    letters.jump(place)
    return true
  }
}

/** That of this page: a document has one keyboard. */
export const keyRegistry = new KeyRegistry()
