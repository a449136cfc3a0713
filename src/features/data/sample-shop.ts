import { z } from 'zod'
import { engine } from '../../client'
import { DatasetKind } from '../../domain/mapping'

const SampleIndex = z.object({ files: z.array(z.object({ name: z.string(), url: z.string(), kind: DatasetKind })) })
const BASE = import.meta.env.BASE_URL

/**
 * Loads the sample shop that comes with the app: the products and stores first, so that the sales find their prices at once.
 * Resolves when every file has been handed to the engine; the imports then go on as jobs. Throws when a file cannot be fetched or received.
 * @param onFile told before each file, 1-based
 */
export async function loadSampleShop(onFile?: (done: number, total: number) => void): Promise<void> {
  const index = SampleIndex.parse(await (await fetched(`${BASE}sample/index.json`)).json())
  const rank = (kind: DatasetKind) => (kind === 'sales' ? 1 : 0)
  const files = index.files.sort((a, b) => rank(a.kind) - rank(b.kind))
  for (const [position, { name, url }] of files.entries()) {
    onFile?.(position + 1, files.length)
    const blob = await (await fetched(url.startsWith('/') ? `${BASE}${url.slice(1)}` : `${BASE}sample/${url}`)).blob()
    await engine.importFile(new File([blob], name, { type: 'text/csv' }), { is_sample: true, more: position < files.length - 1 })
  }
}

async function fetched(url: string): Promise<Response> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url}: ${response.status}`)
  return response
}
