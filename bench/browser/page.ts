/** Starts a peer's worker and gives what it measured: `peer('sqlite')` from the benchmark. The file comes from `/file.csv`, before the clock starts. */
type Measured = { seconds: number; answer: { revenue: number; units: number; bills: number } }

const WORKERS = {
  sqlite: () => new Worker(new URL('./sqlite.worker.ts', import.meta.url), { type: 'module' }),
  duckdb: () => new Worker(new URL('./duckdb.worker.ts', import.meta.url), { type: 'module' }),
}

async function peer(name: keyof typeof WORKERS): Promise<Measured> {
  const file = await (await fetch('/file.csv')).blob()
  const worker = WORKERS[name]()
  return await new Promise((resolve, reject) => {
    worker.onerror = (event) => reject(new Error(event.message))
    worker.onmessage = ({ data }: MessageEvent<Measured | { error: string }>) =>
      'error' in data ? reject(new Error(data.error)) : resolve(data)
    worker.postMessage(file)
  })
}

Object.assign(globalThis, { peer })
