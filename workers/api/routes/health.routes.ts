import { Health } from '../../../src/domain/engine'
import { defineRoute, json } from '../route'

export default defineRoute({
  method: 'get',
  path: '/health',
  title: 'How the engine is',
  answers: { 200: { says: 'Version, storage, stored results, and the counter that rises with every change of the data.', schema: Health } },
  answer: async ({ engine }) => json(await engine.call('health', {})),
})
