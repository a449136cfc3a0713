import { expect, type Locator, type Page } from '@playwright/test'

export type Kpi = 'revenue' | 'units' | 'orders' | 'average_bill'

/** The Overview: tiles, month trend, tables. */
export class Overview {
  readonly first_run: Locator
  readonly try_sample: Locator

  constructor(private readonly page: Page) {
    this.first_run = page.getByRole('heading', { name: 'See what sells and what earns' })
    this.try_sample = page.getByRole('button', { name: 'Try the sample shop' })
  }

  /** The value on a tile; inside it lies the button that opens "How is this computed". */
  kpi(name: Kpi): Locator {
    return this.page.locator(`[data-kpi="${name}"]`)
  }

  /** Waits until a tile shows a number, as written on screen rounded to the last digit shown there. */
  async shows(name: Kpi, value: number, timeout = 150_000): Promise<void> {
    await expect(async () => {
      expect(numberIn((await this.kpi(name).textContent({ timeout: 1_000 })) ?? '')).toBeCloseTo(value, 3)
    }).toPass({ timeout, intervals: [100] })
  }
}

/** '₹1,23,456' and the like -> 123456; NaN when there is no number. */
export function numberIn(text: string): number {
  const found = /[-−–]?[\d,]+(?:\.\d+)?/.exec(text.replace(/[\s₹$€£]/g, ''))
  return found ? Number(found[0].replace(/,/g, '').replace(/[−–]/, '-')) : Number.NaN
}
