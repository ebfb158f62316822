/** Why the server does not start, in one sentence for the person who started it. */
export class StartError extends Error {
  override readonly name = 'StartError'
}

/** The sentence for an error of `listen`. */
export function listenFault(error: unknown, host: string, port: number): Error {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const where = `port ${port} on ${host}`
  if (code === 'EADDRINUSE') {
    return new StartError(`${where} is in use by another program; PORT names another one.`)
  }
  if (code === 'EACCES')
    return new StartError(`${where} is not ours to take; PORT names another one.`)
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new StartError(`HOST ${host} is no address of this machine.`)
  }
  return error instanceof Error ? error : new Error(String(error))
}
