'use client'

import { Tooltip } from 'radix-ui'
import { memo, useRef, useState } from 'react'
import { TERMS, type TermName } from '@/lib/market/terms'
import { helpAddress } from './help-address'

interface TermTipProps {
  term: TermName
  children: string
}

/**
 * A name that leads to its definition on the help page and shows it before: where the pointer
 * rests, where the keyboard stands, and at the first tap of a finger. Needs a `Tooltip.Provider`
 * around it. Figures beside it change each second; it is not rendered with them.
 */
export const TermTip = memo(function TermTip({ term, children }: TermTipProps) {
  const [isOpen, setOpen] = useState(false)
  /** The press that a click ends: whose it is, and whether it found the definition shown. */
  const press = useRef({ isTouch: false, wasOpen: false })
  const { title, definition, formula } = TERMS[term]
  return (
    <Tooltip.Root open={isOpen} onOpenChange={setOpen}>
      <Tooltip.Trigger asChild>
        <a
          className="term"
          href={helpAddress(term)}
          onPointerDown={(event) => {
            press.current = { isTouch: event.pointerType === 'touch', wasOpen: isOpen }
          }}
          onClick={(event) => {
            const { isTouch, wasOpen } = press.current
            press.current = { isTouch: false, wasOpen: false }
            // The second tap follows the link.
            if (!isTouch || wasOpen) return
            event.preventDefault()
            setOpen(true)
          }}
        >
          {children}
        </a>
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content className="head-tip" sideOffset={6} collisionPadding={8}>
          <b>{title}</b>
          <span>{definition}</span>
          {formula !== undefined && <span className="quiet">{formula}</span>}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
})
