/**
 * `npm test`: unit and property tests, the build, then the e2e tests on the built app. Stops at a failed build; a failed
 * unit test does not keep the e2e tests from running. The last line says how many tests passed and failed.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findOrInstallBrowser } from './find-browser.mjs'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const scratch = mkdtempSync(join(tmpdir(), 'lucid-test-'))
const vitest_report = join(scratch, 'vitest.json')
const playwright_report = join(scratch, 'playwright.json')

const totals = { passed: 0, failed: 0, skipped: 0 }

console.log('== Unit and property tests')
const unit = run(['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitest_report}`])
add(unit, vitest_report, (report) => ({
  passed: report.numPassedTests,
  failed: report.numFailedTests,
  skipped: report.numPendingTests + report.numTodoTests,
}))

console.log('\n== Build')
const built = run(['node_modules/vite/bin/vite.js', 'build']) && run(['scripts/finish-build.mjs']) && run(['scripts/budget.mjs'])
if (!built) {
  totals.failed += 1
  console.error('The build failed, so the e2e tests did not run.')
} else {
  console.log('\n== End-to-end tests on the built app')
  const browser = await findOrInstallBrowser()
  const e2e = run(['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json'], {
    LUCID_CHROMIUM: browser,
    PLAYWRIGHT_JSON_OUTPUT_NAME: playwright_report,
  })
  add(e2e, playwright_report, ({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped }))
}

rmSync(scratch, { recursive: true })
if (totals.skipped > 0) console.log(`\n${totals.skipped} skipped (the reason is printed with each).`)
console.log(`\n${totals.passed} passed, ${totals.failed} failed`)
process.exitCode = totals.failed === 0 ? 0 : 1

/** @param {string[]} args @param {Record<string, string>} env @returns {boolean} whether it ended with 0 */
function run(args, env = {}) {
  return spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } }).status === 0
}

/**
 * A run that ended badly without a failed test (a crash, a file that does not load) still counts as one failure.
 * @param {boolean} ended_well
 * @param {string} report_path
 * @param {(report: any) => { passed: number, failed: number, skipped: number }} read
 */
function add(ended_well, report_path, read) {
  let found = { passed: 0, failed: 0, skipped: 0 }
  try {
    found = read(JSON.parse(readFileSync(report_path, 'utf8')))
  } catch {
    console.error(`No report was written to ${report_path}.`)
    found.failed = 1
  }
  if (!ended_well && found.failed === 0) found.failed = 1
  totals.passed += found.passed
  totals.failed += found.failed
  totals.skipped += found.skipped
}
