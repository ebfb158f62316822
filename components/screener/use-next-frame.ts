'use client'

import { startTransition, useEffect, useState } from 'react'

/**
 * The value of before, until what was rendered with the new one is on the screen: who draws one part
 * with the new value and the other with this one has each of two frames do a part of the work.
 */
export function useNextFrame<Value>(newest: Value): Value {
  const [late, setLate] = useState(newest)
  useEffect(() => {
    const frame = requestAnimationFrame(() => startTransition(() => setLate(newest)))
    return () => cancelAnimationFrame(frame)
  }, [newest])
  return late
}
