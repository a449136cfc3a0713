import { type ChildProcess, spawn } from 'node:child_process'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium } from '@playwright/test'
import { findOrInstallBrowser } from '../scripts/find-browser.mjs'
import { BROWSER_FLAGS } from './house'

/**
 * A browser of our own on a given profile, in its own process group, so that a test can end all of it at once as a power cut
 * would, and start another on the same profile.
 */
export class BrowserProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly browser: Browser,
    readonly context: BrowserContext,
  ) {}

  /** Rejects when the browser does not come up within 30 s. `extra_flags` go last, so they win. */
  static async start(profile_dir: string, extra_flags: readonly string[] = []): Promise<BrowserProcess> {
    const port_file = join(profile_dir, 'DevToolsActivePort')
    await rm(port_file, { force: true })
    await Promise.all(['SingletonLock', 'SingletonSocket', 'SingletonCookie'].map((name) => rm(join(profile_dir, name), { force: true })))
    const flags = [...BROWSER_FLAGS, '--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile_dir}`, ...extra_flags]
    const child = spawn(await findOrInstallBrowser(), [...flags, 'about:blank'], { detached: true, stdio: 'ignore' })
    try {
      const browser = await chromium.connectOverCDP(await endpoint(port_file, child), { noDefaults: true }) // tabs in the back are hidden, as they are for users
      const [context] = browser.contexts()
      if (!context) throw new Error('The browser has no default context.')
      return new BrowserProcess(child, browser, context)
    } catch (error) {
      killGroup(child)
      throw error
    }
  }

  get pid(): number {
    return this.child.pid ?? -1
  }

  /** What all its processes hold in memory together, shared pages counted once, in MB. Linux only. */
  async memory(): Promise<number> {
    let kb = 0
    for (const pid of await readdir('/proc')) {
      if (!/^\d+$/.test(pid)) continue
      try {
        const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
        const group = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2])
        if (group === this.pid) kb += Number(/^Pss:\s+(\d+)/m.exec(await readFile(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
      } catch {
        // ended meanwhile
      }
    }
    return kb / 1024
  }

  /** SIGKILL to the whole process group: nothing gets a chance to write. Resolves when the processes are gone. */
  async kill(): Promise<void> {
    const gone = ended(this.child)
    killGroup(this.child)
    await gone
    await this.browser.close().catch(() => {})
    while (groupLives(this.child)) await new Promise((resolve) => setTimeout(resolve, 20)) // its other members go just after the leader
  }

  /** The orderly way: pages get their unload events, files are closed. */
  async close(): Promise<void> {
    const gone = ended(this.child)
    const session = await this.browser.newBrowserCDPSession()
    await session.send('Browser.close').catch(() => {})
    await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 5_000))])
    killGroup(this.child)
    await this.browser.close().catch(() => {})
  }
}

/** The browser writes its port and path there once it listens. */
async function endpoint(port_file: string, child: ChildProcess): Promise<string> {
  for (let waited = 0; waited < 30_000; waited += 50) {
    if (child.exitCode !== null) throw new Error(`The browser ended at once with code ${child.exitCode}.`)
    const [port, path] = (await readFile(port_file, 'utf8').catch(() => '')).trim().split('\n')
    if (port && path) return `ws://127.0.0.1:${port}${path}`
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('The browser did not come up within 30 s.')
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => child.once('exit', () => resolve()))
}

function groupLives(child: ChildProcess): boolean {
  try {
    return child.pid !== undefined && process.kill(-child.pid, 0)
  } catch {
    return false
  }
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    // already gone
  }
}
