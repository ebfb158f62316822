/** A list that cannot be used; the message says where in the file and why, in one line. */
export class OpportunityFault extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'OpportunityFault'
  }
}
