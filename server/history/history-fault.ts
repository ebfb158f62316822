/** Why a request to the lake cannot be answered; `status` as of HTTP. */
export class HistoryFault extends Error {
  readonly status: number

  constructor(status: number, detail: string) {
    super(detail)
    this.name = 'HistoryFault'
    this.status = status
  }
}
