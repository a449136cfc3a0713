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

/** @returns {Promise<{ context: import('@playwright/test').BrowserContext, peakRenderer: () => number, wasmHeap: () => number, storedBytes: () => number, close: () => Promise<void> }>} */
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
    const renderers = () => renderersOf(child.pid ?? -1)
    return {
      context,
      peakRenderer: () => peakRenderer(renderers()),
      wasmHeap: () => wasmHeap(renderers()),
      storedBytes: () => folderBytes(profile),
      close,
    }
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

/** Process ids of a browser's renderers; none where there is no /proc. @param {number} browser_pid @returns {string[]} */
function renderersOf(browser_pid) {
  if (!existsSync('/proc/self/status')) return []
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false
    const group = Number(ofProcess(pid, 'stat').split(') ')[1]?.split(' ')[2])
    return group === browser_pid && ofProcess(pid, 'cmdline').includes('--type=renderer')
  })
}

/** What the kernel says of a process; empty when it ended while we looked. @param {string} pid @param {string} what */
function ofProcess(pid, what) {
  try {
    return readFileSync(`/proc/${pid}/${what}`, 'utf8')
  } catch {
    return ''
  }
}

/** The most that the largest renderer held at any time, in MB; NaN without one. @param {string[]} pids */
function peakRenderer(pids) {
  const peaks = pids.map((pid) => Number(/VmHWM:\s+(\d+) kB/.exec(ofProcess(pid, 'status'))?.[1] ?? 0) / 1024)
  return peaks.length > 0 ? Math.round(Math.max(...peaks)) : Number.NaN
}

/**
 * MB of the engine's wasm memory, which never shrinks: the largest stretch of writable memory without a file that a renderer has. JavaScript has its own in pieces of at most a
 * few dozen MB. NaN without a renderer.
 * @param {string[]} pids
 */
function wasmHeap(pids) {
  const WRITABLE = /^[0-9a-f]+-[0-9a-f]+ rw-p 0+ 00:00 0 *\nSize: +(\d+) kB/gm
  const sizes = pids.flatMap((pid) => [...ofProcess(pid, 'smaps').matchAll(WRITABLE)].map(([, kb]) => Number(kb) / 1024))
  return sizes.length > 0 ? Math.round(Math.max(...sizes)) : Number.NaN
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
