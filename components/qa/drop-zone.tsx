'use client'

import { Upload } from 'lucide-react'
import { useEffect } from 'react'
import { BODY_LIMIT_WORDS } from './json-document'
import type { QaDesk } from './qa-desk'

/** Takes a file or a text: dropped or pasted anywhere on the page, or chosen. */
export function DropZone({ desk }: { desk: QaDesk }) {
  useEffect(() => {
    const listening = new AbortController()
    const { signal } = listening
    const take = (data: DataTransfer | null) => {
      const file = data?.files[0]
      const text = data?.getData('text/plain') ?? ''
      if (file !== undefined) void desk.takeFile(file)
      else if (text !== '') void desk.takeText('pasted text', text)
    }
    const isTyping = ({ target }: Event) =>
      target instanceof HTMLElement && target.matches('input[type=text], textarea')
    document.addEventListener('dragover', (event) => event.preventDefault(), { signal })
    document.addEventListener(
      'drop',
      (event) => {
        // Otherwise the browser leaves the page for the file.
        event.preventDefault()
        take(event.dataTransfer)
      },
      { signal },
    )
    document.addEventListener(
      'paste',
      (event) => {
        if (!isTyping(event)) take(event.clipboardData)
      },
      { signal },
    )
    return () => listening.abort()
  }, [desk])

  return (
    <div className="drop">
      <Upload size={20} className="icon" aria-hidden="true" />
      <span>
        Drop a file here, or paste
        <small>{`one JSON object with opportunities and windows, at most ${BODY_LIMIT_WORDS}`}</small>
      </span>
      <label className="btn">
        Choose file
        <input
          type="file"
          className="sr-only"
          accept=".json,application/json"
          onChange={(event) => {
            const file = event.target.files?.[0]
            if (file !== undefined) void desk.takeFile(file)
            // So that the same file, changed, can be chosen again.
            event.target.value = ''
          }}
        />
      </label>
    </div>
  )
}
