/** Offsets into a text, `end` exclusive. */
export interface Span {
  start: number
  end: number
}

/** A value that is looked for, or one on the way to it. */
export interface PathNode {
  children: Map<string | number, PathNode>
  /** Where its value stands; undefined while it was not met. */
  span: Span | undefined
}

const SEGMENT = /\[(\d+)\]|([^.[]+)/g

/** Paths such as `windows[3].spreads.best_bid[17]` as one tree; the empty path is its root. */
export class PathTree {
  readonly root = newNode()

  constructor(paths: readonly string[]) {
    for (const path of paths) {
      let node = this.root
      for (const segment of segmentsOf(path)) {
        const child = node.children.get(segment) ?? newNode()
        node.children.set(segment, child)
        node = child
      }
    }
  }

  /** The value at `path`; where there is none, what should have held it. */
  spanOf(path: string): Span | undefined {
    let node = this.root
    for (const segment of segmentsOf(path)) {
      const child = node.children.get(segment)
      if (child?.span === undefined) break
      node = child
    }
    return node.span
  }
}

/** A key that comes again replaces all that was met beneath its first one, as in JSON.parse. */
export function forget(node: PathNode): void {
  node.span = undefined
  for (const child of node.children.values()) forget(child)
}

function newNode(): PathNode {
  return { children: new Map(), span: undefined }
}

function segmentsOf(path: string): (string | number)[] {
  return [...path.matchAll(SEGMENT)].map(([, index, key]) =>
    index === undefined ? key! : Number(index),
  )
}
