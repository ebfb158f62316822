import { Database } from 'lucide-react'

/** Nothing has been recorded yet, and how that begins. */
export function EmptyLake() {
  return (
    <output className="notice" aria-label="Lake">
      <Database size={20} className="icon" aria-hidden="true" />
      <span>Nothing is recorded yet.</span>
      <small>
        Start the server with <code>RECORD=true</code>, or set <code>LAKE_DIR</code> to a folder of
        recorded quotes. The list is read again every minute.
      </small>
    </output>
  )
}
