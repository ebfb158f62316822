'use client'

import { useStore } from 'zustand'
import { Modal } from '../ui/modal'
import { helpLists, type KeyList } from './help-lists'
import { KeyLines } from './key-lines'
import { keyRegistry } from './key-registry'
import { openDialog, showDialog } from './open-dialog'

/** All keys that hold on this page now. */
export function KeyHelp() {
  const isOpen = useStore(openDialog, ({ name }) => name === 'help')
  return (
    <Modal isOpen={isOpen} onClose={() => showDialog(undefined)} title="Keyboard" className="keys">
      <div className="key-lists">
        {/* Read when it opens: what is below it does not change meanwhile. */}
        {helpLists(keyRegistry.scopes).map((list) => (
          <List key={list.page} list={list} />
        ))}
      </div>
    </Modal>
  )
}

function List({ list: { page, lines } }: { list: KeyList }) {
  return (
    <section aria-label={page}>
      <h3>{page}</h3>
      <KeyLines lines={lines} />
    </section>
  )
}
