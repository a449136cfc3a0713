import type { Locator, Page } from '@playwright/test'

/** The Overview: tiles, month trend, tables. A figure is found by its label, which is what a screen reader says first. */
export class Overview {
  readonly first_run: Locator
  readonly try_sample: Locator

  constructor(private readonly page: Page) {
    this.first_run = page.getByRole('heading', { name: 'See what sells and what earns' })
    this.try_sample = page.getByRole('button', { name: 'Try the sample shop' })
  }

  /** The button behind a figure, which opens "How is this computed". */
  figure(label: string): Locator {
    return this.page.getByRole('button', { name: new RegExp(`^${label}\\b`) }).first()
  }

  /** The number shown by a figure, with separators and currency taken away. */
  async number(label: string): Promise<number> {
    return numberIn((await this.figure(label).textContent()) ?? '')
  }
}

/** '₹1,23,456' and the like -> 123456; NaN when there is no number. */
export function numberIn(text: string): number {
  const found = /[-−–]?[\d,]+(?:\.\d+)?/.exec(text.replace(/\s/g, ''))
  return found ? Number(found[0].replace(/,/g, '').replace(/[−–]/, '-')) : Number.NaN
}
