'use client'

import { DropdownMenu } from 'radix-ui'
import { useState, type ReactNode } from 'react'

export interface MenuAction {
  words: string
  run: () => void
  /** The key that does the same. */
  keys?: string
  isOff?: boolean
}

interface ActionMenuProps {
  /** Begins with the words of the button, if it has any: it is spoken to by what one sees. */
  label: string
  className: string
  actions: readonly MenuAction[]
  /** Of the button. */
  children: ReactNode
  /** -1: the keys of the menu's owner do the same, and a stop of its own would lengthen the way. */
  tabIndex?: number
}

/** A button that opens a list of deeds. */
export function ActionMenu({ label, className, actions, children, tabIndex }: ActionMenuProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    // Not modal: locking the page's scroll adds a style element, which the content policy forbids.
    <DropdownMenu.Root modal={false} open={isOpen} onOpenChange={setOpen}>
      <DropdownMenu.Trigger className={className} aria-label={label} tabIndex={tabIndex}>
        {children}
      </DropdownMenu.Trigger>
      {/* Within the landmark that has what it is about. */}
      <DropdownMenu.Portal container={isOpen ? document.querySelector('main') : undefined}>
        <DropdownMenu.Content className="actions" align="end" sideOffset={4}>
          {actions.map(({ words, run, keys, isOff }) => (
            <DropdownMenu.Item key={words} disabled={isOff} onSelect={run}>
              {words}
              {keys !== undefined && <kbd>{keys}</kbd>}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
