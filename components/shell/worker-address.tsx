'use client'

import { createContext, useContext, type ReactNode } from 'react'

const Address = createContext('')

interface WorkerAddressProps {
  /** Of the shared worker's script. */
  address: string
  children: ReactNode
}

/** Tells the address to pages that are given no properties. */
export function WorkerAddress({ address, children }: WorkerAddressProps) {
  return <Address value={address}>{children}</Address>
}

export function useWorkerAddress(): string {
  return useContext(Address)
}
