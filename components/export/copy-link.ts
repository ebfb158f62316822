/** Copies the address of an exact view. False: the browser does not allow it. */
export async function copyLink(address: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(new URL(address, location.href).href)
    return true
  } catch {
    return false
  }
}
