'use client'

import { Command as Cmdk } from 'cmdk'
import { useState } from 'react'
import { useStore } from 'zustand'
import { Modal } from '../ui/modal'
import { chosenOf } from './chosen-item'
import { findCommands } from './find-commands'
import { openDialog, showDialog } from './open-dialog'
import { pairCommands } from './pair-commands'
import { offeredCommands, type Command } from './use-commands'
import { usePairSearch } from './use-pair-search'

const MAX_TEXT_CHARACTERS = 60

/** Pages, pairs, and what the page and the person's settings offer, found by their words. */
export function CommandPalette() {
  const isOpen = useStore(openDialog, ({ name }) => name === 'palette')
  const close = () => showDialog(undefined)
  return (
    <Modal isOpen={isOpen} onClose={close} title="Commands" isTitleHidden className="palette">
      <Palette onClose={close} />
    </Modal>
  )
}

function Palette({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('')
  const [wanted, setWanted] = useState('')
  const { pairs, text: searched } = usePairSearch(text)
  const groups = findCommands(offeredCommands(), text)
  const found = text.trim() === '' ? [] : pairCommands(pairs)
  const isSettled = searched === text.trim()
  const all = found.length === 0 ? groups : [{ group: 'Pairs', commands: found }, ...groups]
  const chosen = chosenOf(
    all.flatMap(({ commands }) => commands.map(({ id }) => id)),
    wanted,
  )
  const choose = ({ run }: Command) => {
    onClose()
    run()
  }
  return (
    <Cmdk label="Commands" shouldFilter={false} loop value={chosen} onValueChange={setWanted}>
      <Cmdk.Input
        value={text}
        onValueChange={(typed) => {
          setText(typed)
          setWanted('')
        }}
        maxLength={MAX_TEXT_CHARACTERS}
        placeholder="Pair, page or command"
      />
      <Cmdk.List label="Found">
        {all.length === 0 && (
          <Cmdk.Empty>{isSettled ? `Nothing is called “${text.trim()}”.` : 'Searching'}</Cmdk.Empty>
        )}
        {all.map(({ group, commands }) => (
          <Cmdk.Group key={group} heading={group}>
            {commands.map((command) => (
              <Cmdk.Item key={command.id} value={command.id} onSelect={() => choose(command)}>
                {command.words}
              </Cmdk.Item>
            ))}
          </Cmdk.Group>
        ))}
      </Cmdk.List>
    </Cmdk>
  )
}
