import { z } from 'zod'
import { defineRoute, json } from '../route'
import { TICKET_LIVES, withTicket } from '../tickets'

export default defineRoute({
  method: 'post',
  path: '/downloads',
  title: 'An address that can be opened',
  note: `The API cannot be opened as a page. This gives an address of it a ticket, good for one navigation within ${TICKET_LIVES / 1000} seconds, so that the browser downloads the file by itself.`,
  takes: {
    body: z.strictObject({
      path: z.string().regex(/^\/api\/v1\/(?:analytics\/|datasets\/[^/]+\/rejects\.csv)[^#]*$/, 'must be the path of a file of this API'),
    }),
  },
  answers: { 201: { says: 'The address.', schema: z.object({ url: z.string() }) } },
  errors: { 422: 'The path is not one of a file.' },
  answer: async ({ body }) => json({ url: withTicket(body.path, Date.now()) }, 201),
})
