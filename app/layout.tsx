import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { PALETTE_COOKIE, THEME_COOKIE, toPalette, toTheme } from '@/components/ui/theme'
import './globals.css'

export const metadata: Metadata = {
  title: 'Spreadscope',
  description: 'How far the price of the same symbol is apart between exchanges, live',
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  colorScheme: 'dark light',
}

/** The theme comes from cookies, so that the first picture is right without a script. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const jar = await cookies()
  const theme = toTheme(jar.get(THEME_COOKIE)?.value)
  const palette = toPalette(jar.get(PALETTE_COOKIE)?.value)
  return (
    <html
      lang="en"
      data-theme={theme === 'system' ? undefined : theme}
      data-palette={palette === 'standard' ? undefined : palette}
    >
      <body>{children}</body>
    </html>
  )
}
