import { afterEach, expect, test, vi } from 'vitest'
import { FILE_MANIFEST, NAME_HEADER, SHARE_FAILED } from '../../src/domain/shared-files'
import { keepShared } from './keep-shared'

const ORIGIN = 'https://lucid.example'

function device(full = false) {
  const kept = new Map<string, Response>()
  const put = async (path: string, response: Response) => {
    if (full) throw new DOMException('full', 'QuotaExceededError')
    kept.set(path, response)
  }
  vi.stubGlobal('caches', { open: async () => ({ put }) })
  const share = (body: FormData | string, headers: Record<string, string> = {}) =>
    keepShared(new Request(`${ORIGIN}/share`, { method: 'POST', body, headers }), ORIGIN, 'one')
  return { kept, share }
}
afterEach(() => vi.unstubAllGlobals())

function form(...files: File[]): FormData {
  const made = new FormData()
  for (const file of files) made.append('files', file)
  return made
}

test('shared files are kept in their order with their names, and the browser is sent to the page that takes them', async () => {
  const { kept, share } = device()
  const answer = await share(form(new File(['Date,Item,Qty\n'], 'बिक्री मार्च.csv'), new File(['x'], 'b.pdf'), new File([], 'empty.csv')))
  expect([answer.status, answer.headers.get('Location')]).toEqual([303, `${ORIGIN}/data`])
  expect([...kept.keys()]).toEqual(['/shared/one/0000', '/shared/one/0001'])
  const first = kept.get('/shared/one/0000')
  expect(decodeURIComponent(first?.headers.get(NAME_HEADER) ?? '')).toBe('बिक्री मार्च.csv')
  expect(await first?.text()).toBe('Date,Item,Qty\n')
})

test('a full disk and a body that is no form are told to the page', async () => {
  expect((await device(true).share(form(new File(['x'], 'a.csv')))).headers.get('Location')).toBe(`${ORIGIN}/data${SHARE_FAILED}`)
  expect((await device().share('not a form')).headers.get('Location')).toBe(`${ORIGIN}/data${SHARE_FAILED}`)
})

test('a form of another site leaves nothing', async () => {
  const { kept, share } = device()
  expect((await share(form(new File(['x'], 'a.csv')), { Origin: 'https://evil.example' })).status).toBe(303)
  expect(kept.size).toBe(0)
})

test('the manifest names an action inside the app and a way to open every kind of file', () => {
  expect(FILE_MANIFEST.share_target.action).toBe('/share')
  const endings = Object.values(FILE_MANIFEST.file_handlers[0].accept).flat()
  expect(new Set(endings).size).toBe(endings.length)
  expect(endings).toEqual(expect.arrayContaining(['.csv', '.xlsx', '.pdf', '.vyb', '.zip']))
})
