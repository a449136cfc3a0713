import { Settings } from '../../../src/domain/settings'
import { defineRoute, json } from '../route'

export default [
  defineRoute({
    method: 'get',
    path: '/settings',
    title: 'What the shop decided',
    answers: { 200: { says: 'All settings.', schema: Settings } },
    answer: async ({ engine }) => json(await engine.call('settings.get', {})),
  }),
  defineRoute({
    method: 'put',
    path: '/settings',
    title: 'Change settings',
    note: 'Only the settings that are named change. Another costing_method counts when its job is done. local_api: false turns this API off; only the Settings page turns it on again.',
    takes: { body: Settings.partial().strict() },
    answers: { 200: { says: 'All settings, as they are now.', schema: Settings } },
    errors: { 422: 'A setting is not known or out of bounds, field by field.' },
    answer: async ({ engine, body }) => json(await engine.call('settings.put', body)),
  }),
]
