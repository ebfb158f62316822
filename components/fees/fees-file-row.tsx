'use client'

import { Download, RotateCcw, Upload } from 'lucide-react'
import { useRef, useState } from 'react'
import { useStore } from 'zustand'
import { fileName, saveFile } from '../export/save-file'
import { feesFileText, MAX_FILE_BYTES, readFeesFile } from './fees-file'
import { feesStore, resetFees } from './fees-store'

/** Puts fees back, saves them as a file and takes them from one. */
export function FeesFileRow() {
  const own = useStore(feesStore, (fees) => fees.own)
  const input = useRef<HTMLInputElement>(null)
  const [faults, setFaults] = useState<readonly string[]>([])
  const isNothing = Object.keys(own).length === 0

  const read = async (file: File | undefined) => {
    if (file === undefined) return
    const content =
      file.size > MAX_FILE_BYTES
        ? { faults: [`It has ${file.size} bytes; a file of fees has at most ${MAX_FILE_BYTES}.`] }
        : readFeesFile(await file.text())
    if ('own' in content) feesStore.setState({ own: content.own })
    setFaults('own' in content ? [] : content.faults)
  }
  return (
    <>
      <div className="fees-file">
        <button type="button" className="btn" disabled={isNothing} onClick={resetFees}>
          <RotateCcw size={14} className="icon" aria-hidden="true" />
          As published
        </button>
        <span className="push" />
        <button
          type="button"
          className="btn"
          onClick={() => {
            const blob = new Blob([feesFileText(own)], { type: 'application/json' })
            saveFile(fileName('json', 'spreadscope', 'fees'), blob)
          }}
        >
          <Download size={14} className="icon" aria-hidden="true" />
          Export
        </button>
        <button type="button" className="btn" onClick={() => input.current?.click()}>
          <Upload size={14} className="icon" aria-hidden="true" />
          Import
        </button>
        <input
          ref={input}
          type="file"
          hidden
          accept=".json,application/json"
          aria-label="File of fees"
          onChange={(event) => {
            void read(event.target.files?.[0])
            // The same file may be chosen again once it is mended.
            event.target.value = ''
          }}
        />
      </div>
      {faults.length > 0 && (
        <div className="fees-faults" role="alert">
          <b>The file was not taken.</b>
          <ul>
            {faults.map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}
