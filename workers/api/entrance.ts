import type { ErrorShape } from '../../src/domain/errors'
import { BASE, type Report } from './app'
import { problem } from './problem'
import { redeemed } from './tickets'

/**
 * Whether a request may go on to the routes. A service worker hears only pages of its own origin, and every navigation to it, whoever began that: so
 * a navigation is refused but for the description and for downloads that a page of ours has just begun (tickets.ts). Gives the request to answer, or
 * the refusal.
 */
export function admitted(request: Request, origin: string, now: number, report: Report = () => {}): Request | Response {
  const url = new URL(request.url)
  const from = request.headers.get('Origin')
  const refused = (message: string) => {
    const correlation_id = crypto.randomUUID()
    const hint = 'Use fetch() from a page of this origin; POST /api/v1/downloads gives an address that can be opened.'
    const error: ErrorShape = { code: 'forbidden', message, hint }
    report(request, error, correlation_id)
    return problem(error, correlation_id)
  }
  if (url.origin !== origin || (from !== null && from !== origin)) return refused('Only pages of this origin are answered.')
  const is_page = request.mode === 'navigate' || ['document', 'embed', 'frame', 'iframe', 'object'].includes(request.destination)
  if (!is_page) return request
  if (request.method !== 'GET') return refused('A form cannot be sent here.')
  if (url.pathname === `${BASE}/openapi.json`) return request
  const download = redeemed(request.url, now)
  return download === null ? refused('This address cannot be opened as a page.') : new Request(download)
}
