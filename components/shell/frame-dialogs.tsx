'use client'

import { CommandPalette } from '../keys/command-palette'
import { KeyHelp } from '../keys/key-help'
import { showDialog } from '../keys/open-dialog'
import { SHARED_KEYS } from '../keys/shared-keys'
import { useCommands } from '../keys/use-commands'
import { useFrameKeys } from '../keys/use-keys'
import { FRAME_COMMANDS } from './frame-commands'
import { KeptDialog } from './kept-dialog'

/** Keys, commands and dialogs that every page has. */
export function FrameDialogs() {
  useFrameKeys([
    { keys: SHARED_KEYS.search, words: 'Search', run: () => showDialog('palette') },
    {
      keys: SHARED_KEYS.palette,
      words: 'Find a pair, a page or a command',
      run: () => showDialog('palette'),
    },
    { keys: SHARED_KEYS.help, words: 'This help', run: () => showDialog('help') },
    {
      keys: SHARED_KEYS.close,
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
      <KeptDialog />
    </>
  )
}
