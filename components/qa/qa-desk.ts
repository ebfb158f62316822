import { createStore, type StoreApi } from 'zustand/vanilla'
import { bodyText } from '@/lib/scenario/body-text'
import { scenarioBody } from '@/lib/scenario/scenario-body'
import { scenarioData, scenarioWords, type ScenarioName } from '@/lib/scenario/scenarios'
import { bytesOf, readDocument, sizeFault, type JsonDocument } from './json-document'
import { sendBody } from './mock-client'
import { answeredOutcome, refusedOutcome, syntaxOutcome, type Outcome } from './outcome'
import { pause, scanInSteps } from './scan-in-steps'

export const DEFAULT_SEED = 20251119

export interface DeskState {
  seed: number
  /** The scenario that the text was made of. */
  scenario: ScenarioName | undefined
  document: JsonDocument | undefined
  /** What the page is at; undefined: it waits for a person. */
  busy: 'reading' | 'checking' | 'loading' | undefined
  /** Of the last check or load. */
  outcome: Outcome | undefined
}

const EMPTY = { scenario: undefined, document: undefined, outcome: undefined }

/** The text that may be loaded, and what came of it. One thing at a time; the last wish counts. */
export class QaDesk {
  readonly store: StoreApi<DeskState> = createStore<DeskState>()(() => ({
    ...EMPTY,
    seed: DEFAULT_SEED,
    busy: undefined,
  }))
  readonly #onLoaded: () => void
  /** A later wish makes the answer to an earlier one worthless. */
  #wish = 0

  /** `onLoaded`: what is loaded may have changed. */
  constructor(onLoaded: () => void) {
    this.#onLoaded = onLoaded
  }

  setSeed(seed: number): void {
    this.store.setState({ seed })
    const { scenario } = this.store.getState()
    if (scenario !== undefined) void this.choose(scenario)
  }

  /** Makes the text of a scenario that ends now. */
  async choose(scenario: ScenarioName): Promise<void> {
    const isWanted = this.#begin({ ...EMPTY, scenario, busy: 'reading' })
    // Fifty pairs take a while: the page lives between the steps.
    await pause()
    const data = scenarioData(scenario, this.store.getState().seed, Date.now())
    await pause()
    const text = bodyText(scenarioBody(data))
    await pause()
    if (isWanted()) await this.#read(scenarioWords(scenario).title, text, isWanted)
  }

  async takeText(name: string, text: string): Promise<void> {
    const isWanted = this.#begin({ ...EMPTY, busy: 'reading' })
    const fault = sizeFault(bytesOf(text))
    if (fault === undefined) await this.#read(name, text, isWanted)
    else this.store.setState({ busy: undefined, outcome: refusedOutcome(fault) })
  }

  async takeFile(file: File): Promise<void> {
    const isWanted = this.#begin({ ...EMPTY, busy: 'reading' })
    const refuse = (words: string) =>
      this.store.setState({ busy: undefined, outcome: refusedOutcome(words) })
    const fault = sizeFault(file.size)
    if (fault !== undefined) {
      refuse(fault)
      return
    }
    try {
      const bytes = await file.arrayBuffer()
      const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
      if (isWanted()) await this.#read(file.name, text, isWanted)
    } catch {
      if (isWanted()) refuse(`${file.name} cannot be read as text in UTF-8`)
    }
  }

  /** Sends the text to be loaded, or only checked. */
  async send(wish: 'check' | 'load'): Promise<void> {
    const { document, busy } = this.store.getState()
    if (document === undefined || document.fault !== undefined || busy !== undefined) return
    const isWanted = this.#begin({ busy: wish === 'check' ? 'checking' : 'loading' })
    const { text } = document.lines
    const answer = await sendBody(text, wish === 'check')
    this.#onLoaded()
    if (!isWanted()) return
    const paths = answer.kind === 'faulty' ? answer.faults.map(({ path }) => path) : []
    const scan = await scanInSteps(text, paths, isWanted)
    if (scan === undefined) return
    this.store.setState({
      busy: undefined,
      outcome: answeredOutcome(answer, wish, document.lines, scan),
    })
  }

  /** Nothing that is under way counts any longer. */
  close(): void {
    this.#wish++
  }

  async #read(name: string, text: string, isWanted: () => boolean): Promise<void> {
    const document = await readDocument(name, text, isWanted)
    if (document === undefined) return
    const outcome = document.fault && syntaxOutcome(document.lines, document.fault)
    this.store.setState({ busy: undefined, document, outcome })
  }

  #begin(state: Partial<DeskState>): () => boolean {
    const wish = ++this.#wish
    this.store.setState(state)
    return () => wish === this.#wish
  }
}
