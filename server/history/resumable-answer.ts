import type { TakePiece } from './history-child'
import type { HistoryRequest, Piece, Sent } from './history-message'

/** An answer that another process can go on with: what has been taken is not taken again. */
export class ResumableAnswer {
  readonly #request: HistoryRequest
  readonly #take: TakePiece
  #sent: Sent | undefined
  /** Of an answer that is the same each time: taken, and still to be left out. */
  #bytes = 0
  #skip = 0

  constructor(request: HistoryRequest, take: TakePiece) {
    this.#request = request
    this.#take = take
  }

  /** What to ask for now: the whole at first, then what is missing. */
  next(): HistoryRequest {
    this.#skip = this.#bytes
    const isBegun = this.#request.kind === 'range' && this.#sent !== undefined
    return isBegun ? { ...this.#request, sent: this.#sent } : this.#request
  }

  readonly take = async (piece: Piece): Promise<void> => {
    if (piece.tally !== undefined) {
      this.#sent = { lines: piece.lines, bars: piece.tally.bars, gaps: piece.tally.gaps }
      return this.#take(piece)
    }
    const left = Math.min(this.#skip, piece.bytes.length)
    this.#skip -= left
    if (left === piece.bytes.length) return
    this.#bytes += piece.bytes.length - left
    await this.#take({ ...piece, bytes: piece.bytes.subarray(left) })
  }
}
