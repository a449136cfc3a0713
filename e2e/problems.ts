import type { BrowserContext } from '@playwright/test'

/**
 * Everything a run must be free of: errors on the console of a page or worker, uncaught exceptions, violations of the
 * content-security policy, and requests to anybody but our own origin (page, workers and service worker alike).
 */
export class Problems {
  private readonly found: string[] = []
  /** every address asked for, in order */
  readonly requests: string[] = []

  constructor(
    private readonly origin: string,
    /** what a test provokes on purpose */
    private readonly allowed: RegExp[] = [],
  ) {}

  /** From now on. Call before the first page is opened. */
  async watch(context: BrowserContext): Promise<void> {
    context.on('console', (message) => {
      if (message.type() === 'error') this.add(`console: ${message.text()} (${message.location().url})`)
    })
    context.on('weberror', (error) => this.add(`uncaught: ${error.error().stack ?? error.error().message}`))
    context.on('request', (request) => {
      const url = request.url()
      this.requests.push(url)
      if (!url.startsWith(`${this.origin}/`) && !/^(data|blob):/.test(url)) this.add(`request to somebody else: ${url}`)
    })
    await context.addInitScript(() => {
      addEventListener('securitypolicyviolation', (event) => {
        console.error(`content-security policy: ${event.violatedDirective} refused ${event.blockedURI}`)
      })
    })
  }

  /** Lets a test provoke something it then checks itself. */
  allow(...patterns: RegExp[]): void {
    this.allowed.push(...patterns)
  }

  /** What is left once the allowed ones are taken away. */
  get unexpected(): string[] {
    return this.found.filter((problem) => !this.allowed.some((pattern) => pattern.test(problem)))
  }

  private add(problem: string): void {
    this.found.push(problem)
  }
}

/** What the browser says when a test has stopped the server: the service worker goes on without it. */
export const SERVER_IS_GONE = /ERR_CONNECTION_REFUSED|ERR_INTERNET_DISCONNECTED|Failed to fetch|service-worker\.js/
