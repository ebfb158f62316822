'use client'

import { useRef, useState } from 'react'
import { useStore } from 'zustand'
import { fileName, saveFile } from '../export/save-file'
import { openDialog, showDialog } from '../keys/open-dialog'
import { Modal } from '../ui/modal'
import { say } from '../ui/said'
import { EVERYTHING_KEPT, forgetEverything } from './everything-kept'
import { keptFile, MAX_FILE_BYTES, takeKeptFile } from './kept-file'

/** What this browser keeps for a person, as a list, to and from a file, and how it is forgotten. */
export function KeptDialog() {
  const isOpen = useStore(openDialog, ({ name }) => name === 'kept')
  return (
    <Modal isOpen={isOpen} onClose={close} title="What this browser keeps">
      <KeptThings />
    </Modal>
  )
}

function KeptThings() {
  const input = useRef<HTMLInputElement>(null)
  const [fault, setFault] = useState<string>()
  const read = async (file: File) => {
    if (file.size > MAX_FILE_BYTES) return setFault('The file has more than 2 MiB.')
    const taken = takeKeptFile(await file.text())
    if ('fault' in taken) return setFault(taken.fault)
    close()
    say('What the file has is kept now.', taken.undo)
  }
  return (
    <div className="kept-things">
      <p className="quiet">
        All of this is kept in this browser and nowhere else: the server learns of it only what a
        question needs, and forgets it with the answer. A file takes it to another browser.
      </p>
      <dl>
        {/* Read when it opens: nothing below it changes meanwhile. */}
        {EVERYTHING_KEPT.map(({ key, title, words }) => (
          <div key={key}>
            <dt>{title}</dt>
            <dd>{words()}</dd>
          </div>
        ))}
      </dl>
      {fault !== undefined && (
        <p className="dangerc" role="alert">
          Nothing was taken from the file. {fault}
        </p>
      )}
      <div className="menu-ways">
        <button type="button" className="btn" onClick={saveAll}>
          Save as a file
        </button>
        <button type="button" className="btn" onClick={() => input.current?.click()}>
          Take from a file
        </button>
        <span className="push" />
        <button type="button" className="btn" onClick={forget}>
          Forget everything
        </button>
      </div>
      <input
        ref={input}
        type="file"
        hidden
        aria-label="File of what is kept"
        accept=".json,application/json"
        onChange={(event) => {
          const [chosen] = event.target.files ?? []
          // The same file again is another choice.
          event.target.value = ''
          if (chosen !== undefined) void read(chosen)
        }}
      />
    </div>
  )
}

function close(): void {
  showDialog(undefined)
}

function saveAll(): void {
  saveFile(
    fileName('json', 'spreadscope', 'kept'),
    new Blob([keptFile()], { type: 'application/json' }),
  )
}

function forget(): void {
  const undo = forgetEverything()
  close()
  say('Everything that this browser kept is forgotten.', undo)
}
