import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { eventually } from './eventually'

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

/** Waits until nothing holds what `ref` points to any more. */
export async function collected(ref: WeakRef<object>): Promise<void> {
  await eventually(() => {
    collect()
    if (ref.deref() !== undefined) throw new Error('something still holds it')
  })
}
