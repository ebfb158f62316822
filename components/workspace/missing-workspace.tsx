import { LayoutDashboard } from 'lucide-react'

interface MissingWorkspaceProps {
  name: string
  onShow: () => void
}

/** The address names a workspace of another browser, or one that was deleted. */
export function MissingWorkspace({ name, onShow }: MissingWorkspaceProps) {
  return (
    <main>
      <output className="notice" aria-label="Workspace">
        <LayoutDashboard size={20} className="icon" aria-hidden="true" />
        <span>This browser has no workspace “{name}”</span>
        <small>
          Workspaces are kept in the browser that made them; a file takes them to another.
        </small>
        <button type="button" className="btn" onClick={onShow}>
          Show the workspaces of this browser
        </button>
      </output>
    </main>
  )
}
