import { createKeptStore } from '../kept/kept-store'
import {
  currentOf,
  deskSchema,
  FIRST_DESK,
  MAX_CHARTS,
  withPair,
  withWorkspace,
  type Desk,
} from './desk'

/** The workspaces of this browser. */
export const desk = createKeptStore<Desk>('desk', deskSchema, FIRST_DESK)

/** Pins a pair to the workspace that was shown last, and says so in words. */
export function pinToDesk(pair: string): string {
  const state = desk.getState()
  const { workspace, outcome } = withPair(currentOf(state), pair)
  if (outcome === 'was there') return `It is on ${workspace.name} already.`
  if (outcome === 'full') return `${workspace.name} has ${MAX_CHARTS} charts, more it cannot have.`
  desk.setState(withWorkspace(state, workspace))
  return `Pinned to ${workspace.name}.`
}
