/** Addresses that our own pages may open as a download: each once, soon after it was made. */

/** A service worker that has nothing to do is stopped after 30 s, and its tickets with it. In ms. */
export const TICKET_LIVES = 20_000

const tickets = new Map<string, { path: string; until: number }>()

/** The address with a ticket for it. `now` in ms. */
export function withTicket(path: string, now: number): string {
  const ticket = crypto.randomUUID()
  tickets.set(ticket, { path, until: now + TICKET_LIVES })
  return `${path}${path.includes('?') ? '&' : '?'}ticket=${ticket}`
}

/** The request's URL without its ticket when that is good for it, and used up by this; null otherwise. */
export function redeemed(address: string, now: number): string | null {
  const url = new URL(address)
  const ticket = url.searchParams.get('ticket')
  const [bare = ''] = `${url.pathname}${url.search}`.split(/[?&]ticket=/)
  const known = ticket === null ? undefined : tickets.get(ticket)
  for (const [name, { until }] of tickets) if (until < now || name === ticket) tickets.delete(name)
  return known && known.until >= now && known.path === bare ? `${url.origin}${bare}` : null
}
