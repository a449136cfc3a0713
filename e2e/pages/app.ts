import type { Locator, Page } from '@playwright/test'
import { DataPage } from './data-page'
import { Overview } from './overview'

/** Lucid in one tab. */
export class App {
  readonly overview: Overview
  readonly data: DataPage

  constructor(readonly page: Page) {
    this.overview = new Overview(page)
    this.data = new DataPage(page)
  }

  async open(address = '/'): Promise<void> {
    await this.page.goto(address)
  }

  /** Goes to another page of Lucid as a link in it does: nothing is loaded anew, and the engine stays. */
  async visit(address: string): Promise<void> {
    await this.page.evaluate((to) => history.pushState({}, '', to), address)
  }

  /** Resolves when the service worker has everything and serves this page, so that the server may go away. */
  async untilOfflineReady(): Promise<void> {
    await this.page.evaluate(async () => {
      await navigator.serviceWorker.ready
      while (!navigator.serviceWorker.controller) await new Promise((resolve) => setTimeout(resolve, 50))
    })
  }

  /**
   * Drops files from this machine's disk onto the page, as the system's file manager does: a real drag with real files, read
   * from disk by the browser and never held by the test.
   */
  async drop(...paths: string[]): Promise<void> {
    await this.page.locator('main').waitFor() // before it nobody listens
    const { width, height } = await this.page.evaluate(() => ({ width: innerWidth, height: innerHeight }))
    await this.dropAt({ x: Math.round(width / 2), y: Math.round(height / 2) }, paths)
  }

  /** The same onto one thing of the page, which is in sight, once it has stopped moving. */
  async dropOn(target: Locator, ...paths: string[]): Promise<void> {
    await target.hover()
    const box = await target.boundingBox()
    if (!box) throw new Error('What is to be dropped on is not in sight.')
    await this.dropAt({ x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) }, paths)
  }

  private async dropAt(point: { x: number; y: number }, files: string[]): Promise<void> {
    const session = await this.page.context().newCDPSession(this.page)
    const at = { ...point, data: { items: [], files, dragOperationsMask: 1 } }
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await session.send('Input.dispatchDragEvent', { type, ...at })
    await session.detach()
  }

  /** Drops a file that exists only here. */
  async dropText(filename: string, text: string): Promise<void> {
    await this.page.locator('main').waitFor()
    const transfer = await this.page.evaluateHandle(
      ([name, content]) => {
        const data = new DataTransfer()
        data.items.add(new File([content], name, { type: 'text/csv' }))
        return data
      },
      [filename, text] as const,
    )
    for (const type of ['dragenter', 'dragover', 'drop']) await this.page.dispatchEvent('main', type, { dataTransfer: transfer })
  }
}
