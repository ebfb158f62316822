'use client'

import { Dialog } from 'radix-ui'
import type { ReactNode } from 'react'

interface ModalProps {
  isOpen: boolean
  onClose: () => void
  title: string
  /** The title is heard and not seen. */
  isTitleHidden?: boolean
  className?: string
  children: ReactNode
}

/** A dialog over the page: it holds the focus, Esc and a press beside it close it. */
export function Modal(props: ModalProps) {
  const { isOpen, onClose, title, isTitleHidden = false, className = '', children } = props
  return (
    <Dialog.Root open={isOpen} onOpenChange={(isOpened) => !isOpened && onClose()}>
      <Dialog.Portal>
        {/* Not Dialog.Overlay: it adds a style element, which the content policy forbids; and the
            body does not scroll, so that there is nothing to lock. */}
        <div className="veil" />
        <Dialog.Content className={`modal ${className}`} aria-describedby={undefined}>
          <Dialog.Title className={isTitleHidden ? 'sr-only' : undefined}>{title}</Dialog.Title>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
