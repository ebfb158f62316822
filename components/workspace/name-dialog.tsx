'use client'

import { useState } from 'react'
import { Modal } from '../ui/modal'
import { MAX_NAME_CHARACTERS } from './desk'

interface NameDialogProps {
  isOpen: boolean
  onClose: () => void
  name: string
  /** False: the name cannot be had. */
  onName: (name: string) => boolean
}

/** Another name for a workspace. */
export function NameDialog({ isOpen, onClose, name, onName }: NameDialogProps) {
  return (
    <Modal isOpen={isOpen} onClose={onClose} title="Rename the workspace">
      <NameForm name={name} onName={onName} onClose={onClose} />
    </Modal>
  )
}

function NameForm({ name, onName, onClose }: Omit<NameDialogProps, 'isOpen'>) {
  const [text, setText] = useState(name)
  const [isRefused, setRefused] = useState(false)
  return (
    <form
      className="name-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (onName(text)) onClose()
        else setRefused(true)
      }}
    >
      <label htmlFor="workspace-name">Name</label>
      <input
        id="workspace-name"
        type="text"
        value={text}
        maxLength={MAX_NAME_CHARACTERS}
        autoComplete="off"
        aria-invalid={isRefused}
        aria-describedby="workspace-name-fault"
        onFocus={(event) => event.target.select()}
        onChange={(event) => {
          setText(event.target.value)
          setRefused(false)
        }}
      />
      <p id="workspace-name-fault" className="dangerc" role="alert">
        {isRefused &&
          (text.trim() === '' ? 'A workspace needs a name.' : 'Another workspace has this name.')}
      </p>
      <div className="menu-ways">
        <button type="submit" className="btn primary">
          Rename
        </button>
        <button type="button" className="btn" onClick={onClose}>
          Cancel
        </button>
      </div>
    </form>
  )
}
