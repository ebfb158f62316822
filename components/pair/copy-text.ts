/** Puts a text where a person can paste it from; false: the browser does not let us. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    // Not allowed, or there is no clipboard: without https browsers have none.
    return false
  }
}
