import { LayoutDashboard } from 'lucide-react'

/** How charts come to a workspace. */
export function EmptyWorkspace({ onAdd }: { onAdd: () => void }) {
  return (
    <output className="notice" aria-label="Workspace">
      <LayoutDashboard size={20} className="icon" aria-hidden="true" />
      <span>No chart is pinned here yet</span>
      <small>
        Add pairs here, or press p on the grid, in the screener or on the page of a pair.
      </small>
      <button type="button" className="btn" onClick={onAdd}>
        Add a chart
      </button>
    </output>
  )
}
