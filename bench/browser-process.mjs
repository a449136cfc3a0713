/** A Chromium with a fresh profile, whose processes can be looked at from outside. */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { findOrInstallBrowser } from '../scripts/find-browser.mjs'

/** As e2e/house.ts, which Node 20 cannot read; what only tests need is left out. */
const FLAGS = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--headless=new',
]

/** @returns {Promise<{ context: import('@playwright/test').BrowserContext, peakRenderer: () => number, storedBytes: () => number, close: () => Promise<void> }>} */
export async function openBrowser() {
  const profile = mkdtempSync(join(tmpdir(), 'lucid-bench-'))
  const child = spawn(await findOrInstallBrowser(), [...FLAGS, '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'], {
    detached: true,
    stdio: 'ignore',
  })
  const close = async () => {
    try {
      process.kill(-(child.pid ?? 0), 'SIGKILL')
    } catch {
      // gone by itself
    }
    rmSync(profile, { recursive: true, force: true, maxRetries: 10 }) // its last processes may still write
  }
  try {
    const browser = await chromium.connectOverCDP(await endpoint(join(profile, 'DevToolsActivePort')))
    const context = browser.contexts()[0] ?? (await browser.newContext())
    return { context, peakRenderer: () => peakRenderer(child.pid ?? -1), storedBytes: () => folderBytes(profile), close }
  } catch (error) {
    await close()
    throw error
  }
}

/** @param {string} port_file @returns {Promise<string>} */
async function endpoint(port_file) {
  for (let waited = 0; waited < 30_000; waited += 50) {
    const [port, path] = (existsSync(port_file) ? readFileSync(port_file, 'utf8') : '').trim().split('\n')
    if (port && path) return `ws://127.0.0.1:${port}${path}`
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('The browser did not come up within 30 s.')
}

/** VmHWM in MB of the largest renderer of a browser; NaN where there is no /proc. @param {number} browser_pid */
function peakRenderer(browser_pid) {
  if (!existsSync('/proc/self/status')) return Number.NaN
  const peaks = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const group = Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[2])
        const is_renderer = readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer')
        const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
        return group === browser_pid && is_renderer ? [Number(peak) / 1024] : []
      } catch {
        return [] // ended while we looked
      }
    })
  return Math.round(Math.max(...peaks))
}

/** Bytes that a profile keeps for its origins' files. @param {string} profile */
function folderBytes(profile) {
  const root = join(profile, 'Default', 'File System')
  if (!existsSync(root)) return 0
  return readdirSync(root, { recursive: true, withFileTypes: true }).reduce((sum, entry) => {
    if (!entry.isFile()) return sum
    try {
      return sum + statSync(join(entry.parentPath, entry.name)).size
    } catch {
      return sum // ended while we looked
    }
  }, 0)
}
