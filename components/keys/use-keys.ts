'use client'

import { useEffect, useRef } from 'react'
import { keyRegistry, type KeyBinding } from './key-registry'
import type { JumpTarget } from './type-ahead'

/**
 * Binds keys as long as the component is there; the help lists them under `page`. They do nothing
 * while a person types or a dialog is open. Of the same key in two components the newer has it.
 */
export function useKeys(page: string, bindings: readonly KeyBinding[]): void {
  useScope(page, bindings, false)
}

/** The same for what every page has: a page's own key comes first. */
export function useFrameKeys(bindings: readonly KeyBinding[]): void {
  useScope('Everywhere', bindings, true)
}

function useScope(page: string, bindings: readonly KeyBinding[], isFrame: boolean): void {
  const newest = useRef(bindings)
  useEffect(() => {
    newest.current = bindings
  })
  useEffect(
    () => keyRegistry.add({ page, bindings: () => newest.current, isFrame }),
    [page, isFrame],
  )
}

/**
 * Letters jump to symbols: with Shift always, alone where they have nothing else to do; those that
 * follow quickly go on with the word. `from`: the place where one is now, -1 without one.
 */
export function useLetterJump(page: string, target: JumpTarget & { from: () => number }): void {
  const newest = useRef(target)
  useEffect(() => {
    newest.current = target
  })
  useEffect(
    () =>
      keyRegistry.add({
        page,
        bindings: () => [],
        letters: {
          names: () => newest.current.names(),
          from: () => newest.current.from(),
          jump: (index) => newest.current.jump(index),
        },
      }),
    [page],
  )
}
