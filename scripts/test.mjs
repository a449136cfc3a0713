/**
 * `npm test`: unit and property tests, the build, then the e2e tests on the built app. Stops at a failed build; a failed
 * unit test does not keep the e2e tests from running. Names every test that failed at the end, where a log that shows only its
 * end still has it (and leaves the same in `test-results/failed.txt`); the last line says how many passed and failed.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { findOrInstallBrowser } from './find-browser.mjs'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const LINES_OF_A_FAILURE = 12
const scratch = mkdtempSync(join(tmpdir(), 'lucid-test-'))
const vitest_report = join(scratch, 'vitest.json')
const playwright_report = join(scratch, 'playwright.json')

const totals = { passed: 0, failed: 0, skipped: 0 }
/** @type {string[]} each failed test: its file, its name, the first lines of what it said */
const failures = []

console.log('== Unit and property tests')
const unit = run(['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitest_report}`])
add(unit, vitest_report, (report) => ({
  passed: report.numPassedTests,
  failed: report.numFailedTests,
  skipped: report.numPendingTests + report.numTodoTests,
  failures: report.testResults.flatMap(failuresOfUnitFile),
}))

console.log('\n== Build')
const built = run(['node_modules/vite/bin/vite.js', 'build']) && run(['scripts/finish-build.mjs']) && run(['scripts/budget.mjs'])
if (!built) {
  totals.failed += 1
  failures.push(failure('build', 'the build failed, so the e2e tests did not run', []))
} else {
  console.log('\n== End-to-end tests on the built app')
  const browser = await findOrInstallBrowser()
  const e2e = run(['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json'], {
    LUCID_CHROMIUM: browser,
    PLAYWRIGHT_JSON_OUTPUT_NAME: playwright_report,
  })
  add(e2e, playwright_report, ({ stats, suites, errors }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
    failures: [
      ...suites.flatMap(failuresOfE2eSuite),
      ...errors.map((/** @type {any} */ error) => failure('e2e', 'outside any test', [error.message])),
    ],
  }))
}

rmSync(scratch, { recursive: true })
mkdirSync(join(ROOT, 'test-results'), { recursive: true })
writeFileSync(join(ROOT, 'test-results', 'failed.txt'), failures.join('\n'))
if (failures.length > 0) console.log(`\nFailed:\n\n${failures.join('\n')}`)
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
 * @param {(report: any) => { passed: number, failed: number, skipped: number, failures: string[] }} read
 */
function add(ended_well, report_path, read) {
  /** @type {ReturnType<typeof read>} */
  let found = { passed: 0, failed: 0, skipped: 0, failures: [] }
  try {
    found = read(JSON.parse(readFileSync(report_path, 'utf8')))
  } catch {
    failures.push(failure(basename(report_path), 'no report was written', []))
    found.failed = 1
  }
  if (!ended_well && found.failed === 0) {
    failures.push(failure(basename(report_path), 'ended badly, though no test failed', []))
    found.failed = 1
  }
  totals.passed += found.passed
  totals.failed += found.failed
  totals.skipped += found.skipped
  failures.push(...found.failures)
}

/** @param {any} file one of Vitest's `testResults` @returns {string[]} */
function failuresOfUnitFile(file) {
  const name = relative(ROOT, file.name)
  const failed = file.assertionResults.filter((/** @type {any} */ test) => test.status === 'failed')
  // a file that does not load has no tests to fail
  if (failed.length === 0 && file.status === 'failed') return [failure(name, 'the file itself', [file.message])]
  return failed.map((/** @type {any} */ test) => failure(name, test.fullName, test.failureMessages))
}

/** @param {any} suite of Playwright's report: a file, or a group within one @returns {string[]} */
function failuresOfE2eSuite(suite) {
  const own = suite.specs.filter((/** @type {any} */ spec) => !spec.ok).map(failureOfSpec)
  return [...own, ...(suite.suites ?? []).flatMap(failuresOfE2eSuite)]
}

/** @param {any} spec @returns {string} */
function failureOfSpec({ file, title, tests }) {
  const results = tests.flatMap((/** @type {any} */ test) => test.results)
  const errors = results.flatMap((/** @type {any} */ result) => result.errors)
  return failure(
    file,
    title,
    errors.map((/** @type {any} */ error) => error.message),
  )
}

/** @param {string} file @param {string} test @param {string[]} messages @returns {string} */
function failure(file, test, messages) {
  const lines = stripVTControlCharacters(messages.join('\n')).split('\n').slice(0, LINES_OF_A_FAILURE)
  return [`${file}: ${test}`, ...lines.map((line) => `    ${line}`), ''].join('\n')
}
