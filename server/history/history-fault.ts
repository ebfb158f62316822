/** Why a request to the lake cannot be answered; `status` as of HTTP. */
export class HistoryFault extends Error {
  readonly status: number

  constructor(status: number, detail: string) {
    super(detail)
    this.name = 'HistoryFault'
    this.status = status
  }
}

/** The process that reads crashed on what it read: another one, that knows of what, can go on. */
export class CollectionCrash extends HistoryFault {}
