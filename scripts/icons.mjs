/**
 * Draws the icons: three bars of a ledger, the last one clear. Writes public/favicon.svg and the PNGs of public/icons, which are
 * committed; needs a Chromium, so it runs when the drawing changes and not in a build.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'
import { findBrowser } from './find-browser.mjs'

const GROUND = '#17594f'
const PUBLIC = fileURLToPath(new URL('../public/', import.meta.url))

/**
 * @param {{ corner: number, scale: number }} shape corner radius and size of the bars, in 512ths and as a factor: a maskable
 * icon is cut to a circle by the system, so its bars stay in the middle 80 % and its ground reaches the edge
 */
function drawing({ corner, scale }) {
  const bars = [
    `<rect x="120" y="268" width="72" height="124" rx="20" fill="#ffffff" fill-opacity="0.62"/>`,
    `<rect x="220" y="196" width="72" height="196" rx="20" fill="#ffffff" fill-opacity="0.82"/>`,
    `<rect x="320" y="120" width="72" height="272" rx="20" fill="#ffffff"/>`,
  ].join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512"><rect width="512" height="512" rx="${corner}" fill="${GROUND}"/><g transform="translate(256 256) scale(${scale}) translate(-256 -256)">${bars}</g></svg>`
}

const rounded = drawing({ corner: 112, scale: 1 })
const PNGS = [
  { file: 'icons/icon-192.png', size: 192, svg: rounded },
  { file: 'icons/icon-512.png', size: 512, svg: rounded },
  { file: 'icons/maskable-512.png', size: 512, svg: drawing({ corner: 0, scale: 0.78 }) },
  { file: 'icons/apple-touch-icon.png', size: 180, svg: drawing({ corner: 0, scale: 0.92 }) },
]

mkdirSync(`${PUBLIC}icons`, { recursive: true })
writeFileSync(`${PUBLIC}favicon.svg`, `${rounded}\n`)
const browser = await chromium.launch({ executablePath: await findBrowser() })
const page = await browser.newPage()
for (const { file, size, svg } of PNGS) {
  await page.setViewportSize({ width: size, height: size })
  await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`)
  await page.screenshot({ path: PUBLIC + file, omitBackground: true })
  console.log(file)
}
await browser.close()
