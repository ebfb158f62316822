/**
 * Why a connection is no more. refused: it never opened. oversized and malformed: the peer broke
 * the limits or the rules of the protocol. closed: everything else, whoever ended it.
 */
export const CLOSE_CAUSES = ['closed', 'refused', 'oversized', 'malformed'] as const

export type CloseCause = (typeof CLOSE_CAUSES)[number]

/** What a socket tells. After `onClose` it tells nothing more. */
export interface SocketEvents<Frame> {
  onOpen: () => void
  /** `isFollowing`: it came in one read with the frame before, so that no clock need be read again. */
  onFrame: (frame: Frame, isFollowing?: boolean) => void
  /** A ping or pong of the peer. */
  onControl: () => void
  onClose: (cause: CloseCause) => void
}

export interface SocketHandle {
  /** Only called while the socket is open. */
  ping: () => void
  /** Says goodbye and gives the peer a moment to answer. */
  close: () => void
  /** Drops the connection at once. */
  terminate: () => void
}

/** The seam between the socket's logic and a platform: dials, and tells what happens. */
export type OpenSocket<Frame> = (url: string, events: SocketEvents<Frame>) => SocketHandle
