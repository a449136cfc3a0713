import type { Locator, Page } from '@playwright/test'

/** The Data page: the files, what is being read, the questions, the report. */
export class DataPage {
  readonly heading: Locator

  constructor(private readonly page: Page) {
    this.heading = page.getByRole('heading', { name: 'Data', exact: true })
  }

  async open(): Promise<void> {
    await this.page.goto('/data')
  }

  /** The link that opens the report of a ready file. */
  report(filename: string): Locator {
    return this.page.getByRole('link', { name: `Open report of ${filename}`, exact: true })
  }

  cancel(filename: string): Locator {
    return this.page.getByRole('button', { name: `Cancel reading ${filename}` })
  }

  remove(filename: string): Locator {
    return this.page.getByRole('button', { name: `Delete ${filename}` })
  }
}
