import { ChevronDown } from 'lucide-react'
import { Popover } from 'radix-ui'
import type { ReactNode } from 'react'

interface ToolbarPopoverProps {
  /** Of the button and of what it opens. */
  name: string
  /** Behind the name: how it is set. */
  words?: string | undefined
  icon?: ReactNode
  isOn?: boolean
  children: ReactNode
}

/** A button of the toolbar that opens a small panel; Esc and a press beside it close it. */
export function ToolbarPopover({ name, words, icon, isOn, children }: ToolbarPopoverProps) {
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <button type="button" className={`btn${isOn === true ? ' on' : ''}`}>
          {icon}
          <span className={words === undefined ? undefined : 'quiet'}>{name}</span>
          {words !== undefined && <span>{words}</span>}
          {icon === undefined && <ChevronDown size={12} className="icon" aria-hidden="true" />}
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="screener-panel"
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label={name}
        >
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
