import { Download } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import { fileName, saveFile } from '../export/save-file'
import { grouped } from '../ui/number-format'
import { collectRows, screenerCsv, screenerNdjson } from './screener-export'
import type { ScreenerQuestion } from './screener-poll'
import type { ScreenerViewStore } from './screener-view'
import { ToolbarPopover } from './toolbar-popover'

const FORMATS = {
  CSV: { extension: 'csv', type: 'text/csv', write: screenerCsv },
  NDJSON: { extension: 'ndjson', type: 'application/x-ndjson', write: screenerNdjson },
} as const

interface ExportMenuProps {
  store: ScreenerViewStore
  question: ScreenerQuestion
  matched: number
}

/** The rows of the view with the columns shown, as a file. */
export function ExportMenu({ store, question, matched }: ExportMenuProps) {
  const columns = useStore(store, (view) => view.columns)
  const [said, setSaid] = useState('')
  const save = async (format: keyof typeof FORMATS) => {
    setSaid('collecting the rows')
    const rows = await collectRows(question, new AbortController().signal)
    if (typeof rows === 'string') {
      setSaid(`Nothing was saved: the server ${rows}.`)
      return
    }
    const { extension, type, write } = FORMATS[format]
    saveFile(exportName(extension), new Blob([write(rows, columns)], { type }))
    setSaid(`${grouped(rows.length)} rows saved.`)
  }
  return (
    <ToolbarPopover name="Export" icon={<Download size={14} className="icon" aria-hidden="true" />}>
      <p className="quiet">
        {grouped(matched)} pairs as the table shows them: its order, its columns.
      </p>
      {(['CSV', 'NDJSON'] as const).map((format) => (
        <button key={format} type="button" className="btn" onClick={() => void save(format)}>
          {format}
        </button>
      ))}
      <output aria-label="Export">{said}</output>
    </ToolbarPopover>
  )
}

/** `screener-2025-11-19T12-47-03.csv`, in UTC. */
function exportName(extension: string): string {
  return fileName(
    extension,
    'screener',
    new Date().toISOString().slice(0, 'YYYY-MM-DDTHH:mm:ss'.length),
  )
}
