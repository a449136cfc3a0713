/** Where the tests find a Chromium. Run by itself it prints the path, installing one when there is none. */
import { execFileSync, spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/**
 * LUCID_CHROMIUM, else the system's browser, else Playwright's own (whose download not every machine can reach).
 * @returns {Promise<string | undefined>} path of an executable
 */
export async function findBrowser() {
  const chosen = process.env.LUCID_CHROMIUM
  if (chosen) {
    if (!isExecutable(chosen)) throw new Error(`LUCID_CHROMIUM is ${chosen}, which cannot be run`)
    return chosen
  }
  const folders = (process.env.PATH ?? '').split(delimiter)
  const on_path = NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable)
  if (on_path) return on_path
  const { chromium } = await import('@playwright/test')
  return [chromium.executablePath()].find(isExecutable)
}

/** As findBrowser, but installs the distribution's Chromium when there is none. @returns {Promise<string>} */
export async function findOrInstallBrowser() {
  const found = await findBrowser()
  if (found) return found
  const install = ['apt-get', 'install', '-y', '--no-install-recommends', 'chromium']
  const is_root = process.getuid?.() === 0
  for (const command of [['apt-get', 'update'], install]) {
    const [program, ...args] = /** @type {[string, ...string[]]} */ (is_root ? command : ['sudo', '-n', ...command])
    spawnSync(program, args, { stdio: 'inherit' })
  }
  const installed = await findBrowser()
  if (installed) return installed
  throw new Error('No Chromium found and none could be installed. Install one, or set LUCID_CHROMIUM to its path.')
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return path !== ''
  } catch {
    return false
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = await findOrInstallBrowser()
  console.log(path)
  console.log(execFileSync(path, ['--version'], { encoding: 'utf8' }).trim())
}
