import type { Page } from '@playwright/test'

export interface ApiAnswer {
  status: number
  headers: Record<string, string>
  body: unknown
}

/** One request to the local API from a page, as a script in it would make it. JSON comes parsed, the rest as text. */
export function api(
  page: Page,
  method: string,
  path: string,
  options: { json?: unknown; headers?: Record<string, string>; raw?: string; bytes?: readonly number[] } = {},
): Promise<ApiAnswer> {
  return page.evaluate(
    async ([method, path, { json, headers, raw, bytes }]) => {
      const answer = await fetch(`/api/v1${path}`, {
        method,
        headers: { ...(json === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
        ...(json !== undefined ? { body: JSON.stringify(json) } : raw !== undefined ? { body: raw } : {}),
        ...(bytes === undefined ? {} : { body: new Uint8Array(bytes) }),
      })
      const text = await answer.text()
      const is_json = answer.headers.get('Content-Type')?.includes('json')
      return { status: answer.status, headers: Object.fromEntries(answer.headers), body: is_json ? JSON.parse(text) : text }
    },
    [method, path, options] as const,
  )
}

/** Sends fields as multipart/form-data: `file` from a name and a text, the others as they are. */
export function upload(page: Page, file: { name: string; text: string } | null, fields: Record<string, string> = {}): Promise<ApiAnswer> {
  return page.evaluate(
    async ([file, fields]) => {
      const form = new FormData()
      for (const [name, value] of Object.entries(fields)) form.append(name, value)
      if (file) form.append('file', new File([file.text], file.name))
      const answer = await fetch('/api/v1/datasets', { method: 'POST', body: form })
      return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.json() }
    },
    [file, fields] as const,
  )
}

export const errorOf = (answer: ApiAnswer): { code: string; message: string; details?: Record<string, unknown>; correlation_id: string } =>
  (answer.body as { error: never }).error
