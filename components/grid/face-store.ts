import { useStore } from 'zustand'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CardFace } from './card-face'

/** What a card says now; undefined until the first series of its pair has come. */
export type FaceStore = StoreApi<CardFace | undefined>

export function createFaceStore(): FaceStore {
  return createStore<CardFace | undefined>(() => undefined)
}

/**
 * A part of what a card says, of `waiting` as long as there is no series: who reads it is drawn anew
 * when that part has changed, and nobody else. Undefined: the card says nothing yet.
 */
export function useFace<Part extends string | boolean | undefined>(
  faces: FaceStore,
  waiting: CardFace | undefined,
  part: (face: CardFace) => Part,
): Part | undefined {
  return useStore(faces, (face) => {
    const said = face ?? waiting
    return said && part(said)
  })
}
