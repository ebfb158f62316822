import { scalarToken, skipSpace, stringToken, type Token } from './json-token'
import { forget, PathTree, type PathNode, type Span } from './path-tree'

export interface JsonFault {
  /** Offset into the text. */
  at: number
  message: string
}

export interface LongArray extends Span {
  entries: number
}

interface Container {
  isArray: boolean
  start: number
  entries: number
  /** Undefined: nothing beneath it is looked for. */
  node: PathNode | undefined
  /** The node of the value that comes next. */
  next: PathNode | undefined
}

type Expected = 'value' | 'value or end' | 'key' | 'key or end' | 'colon' | 'comma or end' | 'end'

/** Arrays of at least so many entries are told. */
const LONG_ARRAY_ENTRIES = 30

/**
 * Reads a JSON text in steps, without making its values: whether it is one, where the values of
 * some paths stand, and which arrays are long. Nothing recurses, so that depth costs nothing.
 */
export class JsonScan {
  readonly longArrays: LongArray[] = []
  /** The first; nothing is read beyond it. */
  fault: JsonFault | undefined
  readonly #text: string
  readonly #tree: PathTree
  readonly #stack: Container[] = []
  #at = 0
  #expected: Expected = 'value'

  constructor(text: string, paths: readonly string[] = []) {
    this.#text = text
    this.#tree = new PathTree(paths)
  }

  /** Where the value of a path stands; where there is none, what should have held it. */
  spanOf(path: string): Span | undefined {
    return this.#tree.spanOf(path)
  }

  /** Goes on for about so many characters. True when it is through. */
  advance(characters: number): boolean {
    const until = this.#at + characters
    while (this.#at < until) {
      this.#at = skipSpace(this.#text, this.#at)
      if (this.#at >= this.#text.length) {
        if (this.#expected !== 'end') this.#fail(this.#at, 'the text ends too early')
        return true
      }
      this.#step(this.#text[this.#at]!)
      if (this.fault !== undefined) return true
    }
    return false
  }

  #step(sign: string): void {
    switch (this.#expected) {
      case 'value':
        return this.#value(sign)
      case 'value or end':
        return sign === ']' ? this.#close() : this.#value(sign)
      case 'key':
        return this.#key(sign)
      case 'key or end':
        return sign === '}' ? this.#close() : this.#key(sign)
      case 'colon':
        if (sign !== ':') return this.#fail(this.#at, 'a colon is missing')
        this.#at++
        this.#expected = 'value'
        return undefined
      case 'comma or end':
        return this.#commaOrEnd(sign)
      case 'end':
        return this.#fail(this.#at, 'nothing may follow the value')
    }
  }

  #value(sign: string): void {
    const node = this.#nodeOfValue()
    if (node !== undefined) forget(node)
    if (sign === '{' || sign === '[') {
      const isArray = sign === '['
      const below = node !== undefined && node.children.size > 0 ? node : undefined
      if (node !== undefined) node.span = { start: this.#at, end: this.#at + 1 }
      this.#stack.push({ isArray, start: this.#at, entries: 0, node: below, next: undefined })
      this.#at++
      this.#expected = isArray ? 'value or end' : 'key or end'
      return
    }
    const start = this.#at
    const token = sign === '"' ? stringToken(this.#text, start) : scalarToken(this.#text, start)
    if (!this.#take(token)) return
    if (node !== undefined) node.span = { start, end: this.#at }
    this.#afterValue()
  }

  #nodeOfValue(): PathNode | undefined {
    const container = this.#stack.at(-1)
    if (container === undefined) return this.#tree.root
    if (!container.isArray) return container.next
    return container.node?.children.get(container.entries)
  }

  #key(sign: string): void {
    const start = this.#at
    if (sign !== '"') return this.#fail(start, 'a key in double quotes is missing')
    if (!this.#take(stringToken(this.#text, start))) return undefined
    const container = this.#stack.at(-1)!
    container.next = undefined
    if (container.node !== undefined) {
      const raw = this.#text.slice(start + 1, this.#at - 1)
      const key = raw.includes('\\') ? String(JSON.parse(`"${raw}"`)) : raw
      container.next = container.node.children.get(key)
    }
    this.#expected = 'colon'
    return undefined
  }

  #commaOrEnd(sign: string): void {
    const { isArray } = this.#stack.at(-1)!
    const end = isArray ? ']' : '}'
    if (sign === end) return this.#close()
    if (sign !== ',') return this.#fail(this.#at, `a comma or ${end} is missing`)
    this.#at++
    this.#expected = isArray ? 'value' : 'key'
    return undefined
  }

  #close(): void {
    const { isArray, start, entries } = this.#stack.pop()!
    this.#at++
    const end = this.#at
    if (isArray && entries >= LONG_ARRAY_ENTRIES) this.longArrays.push({ start, end, entries })
    const node = this.#nodeOfValue()
    if (node !== undefined) node.span = { start, end }
    this.#afterValue()
  }

  #afterValue(): void {
    const container = this.#stack.at(-1)
    if (container !== undefined) container.entries++
    this.#expected = container === undefined ? 'end' : 'comma or end'
  }

  #take(token: Token): boolean {
    if ('message' in token) this.#fail(token.at, token.message)
    else this.#at = token.end
    return this.fault === undefined
  }

  #fail(at: number, message: string): void {
    this.fault = { at, message }
  }
}
