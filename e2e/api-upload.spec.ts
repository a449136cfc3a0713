import { open, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { call, opfsFiles } from './engine-calls'
import { expect, test } from './fixtures'

const MB = 1024 ** 2
/** One gigabyte takes minutes on a small machine: LUCID_SLOW=1. */
const SIZE = process.env.LUCID_SLOW === '1' ? 1024 * MB - MB : 60 * MB
const MAY_ADD = process.env.LUCID_SLOW === '1' ? 150 * MB : 55 * MB

test(`an upload of ${SIZE / MB} MB is written to the device as it arrives, not held in memory`, async ({
  app,
  page,
  profile_dir,
  problems,
}) => {
  problems.allow(/the server responded with a status of 415/)
  const path = join(profile_dir, 'large.bin')
  await write(path, SIZE)
  await app.open('/data')
  await app.untilOfflineReady()
  await call(page, 'health', {})
  await page.evaluate(() => {
    const input = document.createElement('input')
    input.type = 'file'
    input.id = 'large'
    document.body.append(input)
  })
  await page.locator('#large').setInputFiles(path)
  await expect.poll(() => call(page, 'health', {}).then(({ status }) => status)).toBe('ok')

  const before = await memory(profile_dir)
  let peak = before
  let watching = true
  const watch = (async () => {
    while (watching) {
      peak = Math.max(peak, await memory(profile_dir))
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  })()
  const answer = await page.evaluate(async () => {
    const [file] = (document.getElementById('large') as HTMLInputElement).files ?? []
    const form = new FormData()
    form.append('file', file as File)
    const sent = await fetch('/api/v1/datasets', { method: 'POST', body: form })
    return { status: sent.status, body: await sent.json() }
  })
  watching = false
  await watch
  console.log(`${SIZE / MB} MB added ${Math.round((peak - before) / MB)} MB`)
  // it had to arrive whole to be looked at: what it is not, is known from a job that got every byte
  expect(answer).toMatchObject({ status: 415, body: { error: { code: 'E_BINARY' } } })
  expect(peak - before).toBeLessThan(MAY_ADD)
  expect(await opfsFiles(page, 'incoming')).toEqual([])
})

/** A file that no reader takes for a table, in no time and without its size in memory. */
async function write(path: string, bytes: number): Promise<void> {
  const file = await open(path, 'w')
  const chunk = new Uint8Array(MB).map((_, i) => (i * 31) % 256)
  for (let at = 0; at < bytes; at += MB) await file.write(chunk)
  await file.close()
}

/** Memory that the browser of this profile has for itself (not mapped from files), all its processes together, in bytes. */
async function memory(profile_dir: string): Promise<number> {
  const processes = await Promise.all(
    (await readdir('/proc'))
      .filter((name) => /^\d+$/.test(name))
      .map(async (pid) => {
        const [status, command] = await Promise.all([read(`/proc/${pid}/status`), read(`/proc/${pid}/cmdline`)])
        const number = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0)
        return { pid: Number(pid), parent: number('PPid'), bytes: (number('RssAnon') + number('RssShmem')) * 1024, command }
      }),
  )
  const mine = new Set(processes.filter(({ command }) => command.includes(profile_dir)).map(({ pid }) => pid))
  for (let grown = true; grown; ) {
    const more = processes.filter(({ pid, parent }) => mine.has(parent) && !mine.has(pid))
    for (const { pid } of more) mine.add(pid)
    grown = more.length > 0
  }
  return processes.filter(({ pid }) => mine.has(pid)).reduce((sum, { bytes }) => sum + bytes, 0)
}

const read = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '')
