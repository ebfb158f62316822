'use client'

import { useEffect, useState, type RefObject } from 'react'

/** A finger leaves no sign of reading; after a touch or a scroll it is believed for so long. */
const TOUCH_READING_MS = 8_000

/** Whether a person is reading inside an element: pointer over it, keyboard in it, just touched. */
export function useReading(element: RefObject<HTMLElement | null>): boolean {
  const [isReading, setReading] = useState(false)
  useEffect(() => {
    const target = element.current
    if (target === null) return undefined
    let isPointed = false
    let isFocused = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const settle = () => setReading(isPointed || isFocused || timer !== undefined)
    const touch = () => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        timer = undefined
        settle()
      }, TOUCH_READING_MS)
      settle()
    }
    const listening = new AbortController()
    const listen = (name: string, listener: (event: Event) => void) => {
      target.addEventListener(name, listener, { passive: true, signal: listening.signal })
    }
    const isMouse = (event: Event) => event instanceof PointerEvent && event.pointerType === 'mouse'
    listen('pointerenter', (event) => {
      isPointed = isMouse(event)
      if (isPointed) settle()
      else touch()
    })
    listen('pointerleave', () => {
      isPointed = false
      settle()
    })
    listen('scroll', touch)
    listen('focusin', () => {
      // A click focuses a card as well; what counts is the keyboard.
      isFocused = target.querySelector(':focus-visible') !== null
      settle()
    })
    listen('focusout', () => {
      isFocused = false
      settle()
    })
    return () => {
      listening.abort()
      clearTimeout(timer)
    }
  }, [element])
  return isReading
}
