import type { Locator, Page } from '@playwright/test'
import { setTimeout } from 'node:timers/promises'

/** A quick person's; long enough for the paint that ends the one before. */
const PACE_MS = 300

/** One key press or click. */
export interface Press {
  title: string
  /** The page's clock just before it. */
  startMs: number
}

/** Uses a page as a person does, with real keys and the real pointer, and notes when it did what. */
export class Hand {
  readonly page: Page
  #presses: Press[] = []

  constructor(page: Page) {
    this.page = page
  }

  async key(title: string, ...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.#press(title, () => this.page.keyboard.press(key))
  }

  /** A press for each letter. */
  async type(title: string, text: string): Promise<void> {
    await this.key(title, ...Array.from(text))
  }

  /** In the middle of what is found. @throws Error when it is not there */
  async click(title: string, target: Locator): Promise<void> {
    const box = await target.boundingBox()
    if (box === null) throw new Error(`nothing to click on: ${title}`)
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
    await this.#press(title, () => this.page.mouse.click(x, y))
  }

  /** Where it is over nothing that would stand still for it. */
  async rest(): Promise<void> {
    await this.page.mouse.move(0, 0)
  }

  /** All there were since the last call. */
  takePresses(): readonly Press[] {
    const presses = this.#presses
    this.#presses = []
    return presses
  }

  async #press(title: string, press: () => Promise<void>): Promise<void> {
    const startMs = await this.page.evaluate(() => performance.now())
    this.#presses.push({ title, startMs })
    await press()
    await setTimeout(PACE_MS)
  }
}
