'use client'

import { useEffect, useRef } from 'react'

/** Something that a person may ask for by name, in the palette. */
export interface Command {
  id: string
  words: string
  /** Head of its list: `View`. */
  group: string
  run: () => void
}

const lists = new Set<() => readonly Command[]>()

/** Offers commands in the palette as long as the component is there. */
export function useCommands(commands: readonly Command[]): void {
  const newest = useRef(commands)
  useEffect(() => {
    newest.current = commands
  })
  useEffect(() => {
    const list = () => newest.current
    lists.add(list)
    return () => {
      lists.delete(list)
    }
  }, [])
}

/** What the components of the page offer now. */
export function offeredCommands(): Command[] {
  return [...lists].flatMap((list) => list())
}
