/** Whether an element is in view. */
export interface Seen {
  isSeen: () => boolean
  stop: () => void
}

export function watchSeen(element: Element): Seen {
  // Until it is told: better painted once too often.
  let isSeen = true
  const observer = new IntersectionObserver((entries) => {
    isSeen = entries.at(-1)?.isIntersecting ?? isSeen
  })
  observer.observe(element)
  return { isSeen: () => isSeen, stop: () => observer.disconnect() }
}
