import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { APP_VERSION } from '../../src/domain/app-version'
import { type ErrorShape, fromErrorShape, LucidError, toErrorShape } from '../../src/domain/errors'
import type { ApiEngine } from './engine'
import { badFields, Problem, problem, SHARED_ERRORS } from './problem'
import type { Route } from './route'

export const BASE = '/api/v1'

/** A route is one definition in a file of `routes/`; dropping it in is all there is to do. In order of path and method. */
const files = import.meta.glob<Route | Route[]>('./routes/*.routes.ts', { eager: true, import: 'default' })
export const ROUTES: readonly Route[] = Object.values(files)
  .flat()
  .sort((a, b) => (`${a.path} ${a.method}` < `${b.path} ${b.method}` ? -1 : 1))

/** Is told of every request that was not answered as it asked. */
export type Report = (request: Request, error: ErrorShape, correlation_id: string) => void

/** The contract as REST: `fetch` is to be called with every request under /api. Answers problems, never throws. */
export function createApi(engine: ApiEngine, report: Report = () => {}) {
  const refuse = (request: Request, error: unknown, correlation_id: string = crypto.randomUUID()) => {
    const shape = toErrorShape(error)
    report(request, shape, correlation_id)
    return problem(shape, correlation_id)
  }
  const app = new OpenAPIHono().basePath(BASE)
  // a path with a parameter must not catch what another route names
  const order = [...ROUTES].sort((a, b) => Number(a.path.includes('{')) - Number(b.path.includes('{')))
  for (const route of order) add(app as OpenAPIHono, route, engine, refuse)
  app.get('/openapi.json', (c) => c.json(app.getOpenAPI31Document(INFO), 200, { 'Cache-Control': 'no-store' }))
  app.notFound(({ req }) => {
    const at = new URL(req.url).pathname.slice(BASE.length)
    return refuse(
      req.raw,
      new LucidError('not_found', `There is nothing at ${req.method} ${at}.`, { hint: 'GET /api/v1/openapi.json names every route.' }),
    )
  })
  app.onError((error, { req }) => refuse(req.raw, error))
  return app
}

export const INFO = {
  openapi: '3.1.0',
  info: {
    title: 'Lucid',
    version: APP_VERSION,
    description:
      'The local API of Lucid: answered on this device by the service worker, for pages of the same origin. No request leaves the device.',
  },
}

type Refuse = (request: Request, error: unknown, correlation_id: string) => Response

function add(app: OpenAPIHono, route: Route, engine: ApiEngine, refuse: Refuse): void {
  const { takes = {} } = route
  const described = createRoute({
    method: route.method,
    path: route.path,
    summary: route.title,
    ...(route.note ? { description: route.note } : {}),
    request: {
      ...(takes.params ? { params: takes.params } : {}),
      ...(takes.query ? { query: takes.query } : {}),
      ...(takes.body ? { body: { required: true, content: { 'application/json': { schema: takes.body } } } } : {}),
      ...(route.streams
        ? { body: { required: true, content: Object.fromEntries(route.streams.map((type) => [type, { schema: BYTES }])) } }
        : {}),
    },
    responses: {
      ...Object.fromEntries(
        Object.entries(route.answers).map(([status, { says, schema, media = [] }]) => [
          status,
          {
            description: says,
            content: {
              ...(schema ? { 'application/json': { schema } } : {}),
              ...Object.fromEntries(media.map((type) => [type, { schema: BYTES }])),
            },
          },
        ]),
      ),
      ...Object.fromEntries(
        Object.entries({ ...route.errors, ...SHARED_ERRORS }).map(([status, description]) => [
          status,
          { description, content: { 'application/json': { schema: Problem } } },
        ]),
      ),
    },
  } as Parameters<typeof createRoute>[0])
  app.openAPIRegistry.registerPath(described)
  app.on(route.method.toUpperCase(), route.path.replace(/\{(\w+)\}/g, ':$1'), async (c) => {
    const correlation_id = crypto.randomUUID()
    try {
      await allowed(engine)
      const params = parsed(takes.params, c.req.param(), 'path')
      const query = parsed(takes.query, c.req.query(), 'query')
      const body = takes.body ? parsed(takes.body, await bodyOf(c.req.raw), 'body') : {}
      const answer = await route.answer({ engine, params: params as never, query: query as never, body: body as never, request: c.req.raw })
      answer.headers.set('X-Correlation-Id', correlation_id)
      return answer
    } catch (error) {
      return refuse(c.req.raw, error, correlation_id)
    }
  })
}

const BYTES = { type: 'string', format: 'binary' } as const

async function allowed(engine: ApiEngine): Promise<void> {
  const { local_api } = await engine.call('settings.get', {})
  if (!local_api)
    throw fromErrorShape({ code: 'forbidden', message: 'The local API is turned off.', hint: 'Turn it on in Settings, under This device.' })
}

function parsed(
  schema: Route['takes'] extends infer _ ? import('zod').ZodType | undefined : never,
  value: unknown,
  where: string,
): unknown {
  if (!schema) return {}
  const result = schema.safeParse(value)
  if (!result.success) throw badFields(result.error, where)
  return result.data
}

async function bodyOf(request: Request): Promise<unknown> {
  try {
    return JSON.parse(await request.text())
  } catch {
    throw new LucidError('bad_request', 'The body is not JSON.', { details: { fields: { body: 'must be JSON' } } })
  }
}
