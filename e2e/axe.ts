import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import type { AxeResults, RunOptions } from 'axe-core'

/** The whole of it runs inside the page, from the page's own evaluate: the content-security policy lets no other script in. */
export const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
/** Only of what is broken are the elements named: naming all that are well takes most of the time. */
const resultTypes: RunOptions['resultTypes'] = ['violations']
const RULES: RunOptions = { resultTypes, runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }

const COLOURS: RunOptions = { resultTypes, runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } }

const SCREENS = { phone: { width: 360, height: 740 }, desktop: { width: 1440, height: 900 } }
const SCHEMES = ['light', 'dark'] as const

/** Nothing moves any more: colours in between are nobody's colours. */
const settled = (page: Page) =>
  page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    await frame()
    await Promise.allSettled(document.getAnimations().map((animation) => animation.finished))
    await frame()
  })

/** Each rule that is broken, with the elements that break it; and the page must not be wider than the screen. */
export async function broken(page: Page, name: string): Promise<string[]> {
  const found: string[] = []
  for (const [form, size] of Object.entries(SCREENS)) {
    await page.setViewportSize(size)
    for (const scheme of SCHEMES) {
      if (scheme === 'dark' && form === 'phone') continue // the same colours as on the desktop
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
      await settled(page)
      const results = await page.evaluate(
        (rules) =>
          (globalThis as unknown as { axe: { run: (of: Document, rules: RunOptions) => Promise<AxeResults> } }).axe.run(document, rules),
        // the scheme changes colours and nothing else
        scheme === 'light' ? RULES : COLOURS,
      )
      for (const { id, nodes } of results.violations)
        found.push(...nodes.map((node) => `${name}, ${form}, ${scheme}: ${id}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`))
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      if (wide > 0) found.push(`${name}, ${form}, ${scheme}: ${wide} px wider than the screen`)
    }
  }
  return found
}
