import { StartError } from './start-error'

const LEAST_MAJOR = 20
const LEAST_MINOR = 9

/** @throws StartError when Node.js is too old */
export function checkPlatform(version: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > LEAST_MAJOR || (major === LEAST_MAJOR && minor >= LEAST_MINOR)) return
  const least = `${LEAST_MAJOR}.${LEAST_MINOR}`
  throw new StartError(`Node.js ${least} or later is needed, this is ${version}.`)
}
