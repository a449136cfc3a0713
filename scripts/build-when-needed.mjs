/** A build of the app as its sources are now: what was built before is used as long as nothing changed since. */
import { spawnSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DIST } from './serve-dist.mjs'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const SOURCES = ['src', 'workers', 'public', 'scripts', 'index.html', 'vite.config.ts', 'package.json', 'package-lock.json']
const STEPS = ['node_modules/vite/bin/vite.js build', 'scripts/finish-build.mjs', 'scripts/budget.mjs']

/** Ends the process with the status of the step that failed. */
export function buildWhenNeeded() {
  if (newest(join(DIST, '.complete')) >= Math.max(...SOURCES.map((path) => newest(join(ROOT, path))))) return
  console.log('Building (once, about half a minute) ...')
  for (const step of STEPS) {
    const { status } = spawnSync(process.execPath, step.split(' '), { cwd: ROOT, stdio: 'inherit' })
    if (status !== 0) process.exit(status ?? 1)
  }
}

/** Milliseconds of the last change of a file, or of anything under a folder; 0 when there is nothing. @param {string} path @returns {number} */
function newest(path) {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found?.isDirectory()) return found?.mtimeMs ?? 0
  return Math.max(found.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))))
}
