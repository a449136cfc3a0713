import { defineConfig } from '@playwright/test'
import { BROWSER_FLAGS } from './e2e/house'
import { findOrInstallBrowser } from './scripts/find-browser.mjs'

const port = Number(process.env.LUCID_E2E_PORT ?? 4317)

// Read again in every worker process, which then needs no search of its own.
process.env.LUCID_CHROMIUM ??= await findOrInstallBrowser()
// Without it Playwright does not report what the service worker itself asks the network for.
process.env.PW_EXPERIMENTAL_SERVICE_WORKER_NETWORK_EVENTS = '1'

export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  globalSetup: './e2e/global-setup.ts',
  fullyParallel: false, // tests of one file may lean on the machine; files run beside each other
  workers: Number(process.env.LUCID_E2E_WORKERS ?? 3), // a test waits more than it computes: three keep two cores busy
  retries: 0, // a test that passes at the second try hides what the user meets at the first
  timeout: 480_000, // for machines with other work to do; a test that passes takes a tenth of it
  expect: { timeout: 120_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  outputDir: 'test-results',
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    locale: 'en-IN',
    timezoneId: 'Asia/Kolkata',
    // filming every test costs as much as running it; a failure tells its page as text anyway
    trace: process.env.LUCID_TRACE ? 'retain-on-failure' : 'off',
    launchOptions: { executablePath: process.env.LUCID_CHROMIUM, args: BROWSER_FLAGS },
  },
  webServer: {
    command: 'node scripts/start.mjs',
    url: `http://127.0.0.1:${port}`,
    env: { PORT: String(port) },
    timeout: 180_000,
    reuseExistingServer: false,
  },
})
