import { cookies } from 'next/headers'
import type { Look } from '@/components/ui/look-menu'
import { PALETTE_COOKIE, THEME_COOKIE, toPalette, toTheme } from '@/components/ui/theme'

/** Theme and palette as this browser chose them. */
export async function readLook(): Promise<Look> {
  const jar = await cookies()
  return {
    theme: toTheme(jar.get(THEME_COOKIE)?.value),
    palette: toPalette(jar.get(PALETTE_COOKIE)?.value),
  }
}
