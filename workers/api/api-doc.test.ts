import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type ApiDescription, apiDoc } from './api-doc'
import { BASE, createApi, ROUTES } from './app'
import type { ApiEngine } from './engine'

const file = new URL('../../docs/api.md', import.meta.url)
const nobody: ApiEngine = {
  call: () => Promise.reject(new Error('the description asks nothing of the engine')),
  keep: () => Promise.reject(new Error('nor keeps anything')),
  onEvent: () => () => {},
}

async function description(): Promise<ApiDescription> {
  const answer = await createApi(nobody).request(`${BASE}/openapi.json`)
  expect(answer.status).toBe(200)
  return (await answer.json()) as ApiDescription
}

test('docs/api.md says what the routes say (UPDATE_DOCS=1 rewrites it)', async () => {
  const made = apiDoc(await description())
  if (process.env.UPDATE_DOCS === '1') writeFileSync(file, made)
  expect(readFileSync(file, 'utf8')).toBe(made)
})

test('every route is described, with every status that it can answer', async () => {
  const { paths } = await description()
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { responses }]) => `${method} ${path}: ${Object.keys(responses).sort().join(' ')}`),
  )
  const meant = ROUTES.map(
    ({ method, path, answers, errors }) =>
      `${method} ${BASE}${path}: ${[...Object.keys(answers), ...Object.keys(errors ?? {}), '403', '503'].sort().join(' ')}`,
  )
  expect(described.sort()).toEqual(meant.sort())
})

test('what is not there is 404, and an engine that fails is told without its insides', async () => {
  const app = createApi(nobody)
  for (const path of ['/api', '/api/v2/health', `${BASE}/risk`, `${BASE}/insights/all`]) {
    const answer = await app.request(path)
    expect([path, answer.status, await answer.json()]).toEqual([path, 404, { error: expect.objectContaining({ code: 'not_found' }) }])
  }
  const answer = await app.request(`${BASE}/health`)
  expect([answer.status, await answer.json()]).toEqual([
    500,
    { error: { code: 'internal', message: 'Something went wrong inside Lucid.', correlation_id: answer.headers.get('X-Correlation-Id') } },
  ])
})
