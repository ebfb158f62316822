'use client'

import { CommandPalette } from '../keys/command-palette'
import { KeyHelp } from '../keys/key-help'
import { showDialog } from '../keys/open-dialog'
import { useCommands } from '../keys/use-commands'
import { useFrameKeys } from '../keys/use-keys'
import { FRAME_COMMANDS } from './frame-commands'

/** Keys, commands and dialogs that every page has. */
export function FrameDialogs() {
  useFrameKeys([
    { keys: '/', words: 'Search', run: () => showDialog('palette') },
    { keys: 'Mod+k', words: 'Find a pair, a page or a command', run: () => showDialog('palette') },
    { keys: '?', words: 'This help', run: () => showDialog('help') },
    {
      keys: 'Escape',
      words: 'Close what is open, clear the search',
      run: () => {},
      isElsewhere: true,
    },
  ])
  useCommands(FRAME_COMMANDS)
  return (
    <>
      <KeyHelp />
      <CommandPalette />
    </>
  )
}
