import type { ApiEngine } from './engine'

/** Sent when nothing else is, so that a reader can tell a quiet stream from a dead one, in ms. */
const PULSE = 15_000
/** How long an EventSource waits before it asks again, in ms. */
const RETRY = 1_000

/**
 * Server-sent events after an id. What is told by a tab is only the sign to look: events are read from the kept ones, in the order of their ids, so
 * a reader that comes back with Last-Event-ID misses nothing. Events that were dropped because they are too old are told of as `gap`.
 */
export function eventStream(engine: ApiEngine, after: number, is_return: boolean): Response {
  const encoder = new TextEncoder()
  let stop = () => {}
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      let sent = after
      let wanted = false
      let reading = false
      let open = true
      const say = (text: string) => {
        try {
          if (open) controller.enqueue(encoder.encode(text))
        } catch {
          stop() // the reader has gone
        }
      }
      const read = async () => {
        wanted = true
        if (reading) return
        reading = true
        while (wanted && open) {
          wanted = false
          // no owner just now: the next news comes from a new one
          const events = await engine.call('events.since', { after_id: sent }).catch(() => [])
          const last = events.at(-1)
          // ids have no holes but where kept events were dropped
          if (is_return && sent === after && last && events.length < last.id - after)
            say(`event: gap\ndata: ${JSON.stringify({ after, missing: last.id - after - events.length })}\n\n`)
          for (const event of events) {
            say(`id: ${event.id}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
            sent = event.id
          }
        }
        reading = false
      }
      const unsubscribe = engine.onEvent(() => void read())
      const pulse = setInterval(() => {
        say(': still here\n\n')
        void read()
      }, PULSE)
      stop = () => {
        open = false
        unsubscribe()
        clearInterval(pulse)
      }
      say(`retry: ${RETRY}\nid: ${after}\n\n`)
      void read()
    },
    cancel: () => stop(),
  })
  return new Response(body, { headers: { 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store' } })
}
