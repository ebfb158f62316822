import type { Command } from './use-commands'

export interface CommandGroup {
  group: string
  commands: readonly Command[]
}

/**
 * Commands whose words and group have every word of `text` in them, by group, in the order offered;
 * those whose words begin with it come first. Of equal ids the first counts.
 */
export function findCommands(commands: readonly Command[], text: string): CommandGroup[] {
  const wanted = text.toLowerCase().split(/\s+/).filter(Boolean)
  const found = new Map<string, Command>()
  for (const command of commands) {
    const said = `${command.words} ${command.group}`.toLowerCase()
    if (!found.has(command.id) && wanted.every((word) => said.includes(word))) {
      found.set(command.id, command)
    }
  }
  const first = wanted[0] ?? ''
  const begins = ({ words }: Command) => words.toLowerCase().startsWith(first)
  const groups = new Map<string, Command[]>()
  for (const command of [...found.values()].toSorted((a, b) => +begins(b) - +begins(a))) {
    groups.set(command.group, [...(groups.get(command.group) ?? []), command])
  }
  return [...groups].map(([group, listed]) => ({ group, commands: listed }))
}
