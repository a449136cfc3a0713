import { BASE } from './app'
import { SHARED_ERRORS } from './problem'

interface Schema {
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  additionalProperties?: unknown
  description?: string
  format?: string
  minimum?: number
  maximum?: number
}
interface Parameter {
  name: string
  in: string
  required?: boolean
  description?: string
  schema?: Schema
}
interface Operation {
  summary: string
  description?: string
  parameters?: Parameter[]
  requestBody?: { content: Record<string, { schema: Schema }> }
  responses: Record<string, { description: string; content?: Record<string, { schema: Schema }> }>
}
export interface ApiDescription {
  info: { description: string }
  paths: Record<string, Record<string, Operation>>
}

/** docs/api.md, from openapi.json alone. */
export function apiDoc({ info, paths }: ApiDescription): string {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  return [
    `# The local API`,
    '',
    'Made from the routes in `workers/api/routes/*.routes.ts`; do not edit. After a change run `UPDATE_DOCS=1 npx vitest run workers/api/api-doc.test.ts`.',
    '',
    info.description,
    '',
    'The service worker answers, and asks the engine in whichever tab has it. So a script can ask only from a page of this origin, while a tab of Lucid is open, and once',
    'the service worker controls the page. On the very first visit that takes until everything is stored; before that the host itself answers `/api/` with 404. Wait for it:',
    '',
    '```js',
    'await navigator.serviceWorker.ready',
    "if (!navigator.serviceWorker.controller) await new Promise((go) => navigator.serviceWorker.addEventListener('controllerchange', go, { once: true }))",
    `const { results } = await (await fetch('${BASE}/analytics/all/best-sellers?limit=5&by=revenue')).json()`,
    '```',
    '',
    '`lucid.api(path, options)` in the console does the waiting (docs/console.md). Money is in major units, quantity in units; dates are `YYYY-MM-DD`.',
    '',
    '**Errors** are `{"error": {code, message, hint?, details?, correlation_id}}`, never a stack trace. `correlation_id` is also in `X-Correlation-Id`. 422 names every wrong field in',
    '`details.fields`. Beside its own statuses every route can answer',
    '',
    ...Object.entries(SHARED_ERRORS).map(([status, says]) => `- ${status}: ${says}`),
    '',
    '**Who is let in.** Pages of this origin, with `fetch`. A page of another origin reaches only the host, which has nothing to give. Opening an address of the API as a page, in a frame or',
    'by a form is refused (403) whoever does it, but for openapi.json and for addresses that `POST /downloads` has just given. Settings can turn the API off.',
    '',
    '| Route | |',
    '| --- | --- |',
    ...operations.map(
      ({ path, method, operation }) =>
        `| [\`${method.toUpperCase()} ${path.slice(BASE.length)}\`](#${anchor(method, path)}) | ${operation.summary} |`,
    ),
    '| `GET /openapi.json` | This, for machines |',
    '',
    ...operations.flatMap(({ path, method, operation }) => section(path, method, operation)),
  ].join('\n')
}

const heading = (method: string, path: string): string => `${method.toUpperCase()} ${path.slice(BASE.length)}`
const anchor = (method: string, path: string): string =>
  heading(method, path)
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-')

function section(path: string, method: string, { summary, description, parameters = [], requestBody, responses }: Operation): string[] {
  return [
    `## ${heading(method, path)}`,
    '',
    `${summary}.${description ? ` ${description}` : ''}`,
    '',
    ...(parameters.length === 0
      ? []
      : [
          '| Parameter | In | Values | Meaning |',
          '| --- | --- | --- | --- |',
          ...parameters.map(
            (one) => `| \`${one.name}\` | ${one.in} | ${shape(one.schema ?? {})} | ${one.description ?? one.schema?.description ?? ''} |`,
          ),
          '',
        ]),
    ...Object.entries(requestBody?.content ?? {}).map(([type, { schema }]) => `Body, ${type}: ${shape(schema)}\n`),
    '| Status | | Body |',
    '| --- | --- | --- |',
    ...Object.entries(responses)
      .filter(([status]) => !(status in SHARED_ERRORS))
      .map(([status, { description: says, content = {} }]) => `| ${status} | ${says} | ${Number(status) < 400 ? bodies(content) : ''} |`),
    '',
  ]
}

const bodies = (content: Record<string, { schema: Schema }>): string =>
  Object.entries(content)
    .map(([type, { schema }]) => (type === 'application/json' ? shape(schema) : type))
    .join(' or ')

/** A schema in a line: the names of an object's fields, one level deep. */
function shape(schema: Schema, deep = 0): string {
  if (schema.anyOf) return [...new Set(schema.anyOf.map((one) => shape(one, deep)))].join(' or ')
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``
  if (schema.enum) return schema.enum.map((one) => `\`${String(one)}\``).join(', ')
  if (schema.properties) {
    const required = new Set(schema.required)
    const fields = Object.keys(schema.properties).map((name) => `${name}${required.has(name) ? '' : '?'}`)
    return deep > 0 && fields.length > 12 ? 'object' : `{${fields.join(', ')}}`
  }
  if (schema.items) return `[${shape(schema.items, deep + 1)}]`
  const bounds = [schema.minimum, schema.maximum].some((one) => one !== undefined && Math.abs(one) < 2 ** 53 - 1)
    ? ` (${schema.minimum ?? ''} to ${schema.maximum ?? ''})`
    : ''
  return `${[schema.type ?? 'any'].flat().join(' or ')}${schema.format === 'binary' ? ', the bytes' : ''}${bounds}`
}
