import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { WorkerAddress } from '@/components/shell/worker-address'
import './globals.css'
import { readLook } from './look'
import { streamWorkerAddress } from './stream-worker-address'

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
  const { theme, palette } = await readLook()
  return (
    <html
      lang="en"
      data-theme={theme === 'system' ? undefined : theme}
      data-palette={palette === 'standard' ? undefined : palette}
    >
      <body>
        <WorkerAddress address={streamWorkerAddress()}>{children}</WorkerAddress>
      </body>
    </html>
  )
}
