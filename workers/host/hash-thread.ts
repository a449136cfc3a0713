import * as Comlink from 'comlink'

/** What such a thread offers. */
export interface RemoteHash {
  sha256(file: File): Promise<string>
}

/** Below it a thread takes longer to start than it saves, in bytes. */
const WORTH_A_THREAD = 16 * 1024 ** 2

/**
 * The SHA-256 of a large file, worked out on a thread of its own beside the copying and scanning, which take as long. `null` for smaller files and where no thread can be had: who
 * copies then hashes too. `end` is due in any case; the promise rejects when the thread or the file breaks.
 */
export function hashBeside(file: File): { sha256: Promise<string>; end: () => void } | null {
  if (file.size < WORTH_A_THREAD || typeof Worker === 'undefined' || navigator.hardwareConcurrency < 2) return null
  const worker = new Worker(new URL('../hash.worker.ts', import.meta.url), { type: 'module', name: 'lucid-hash' })
  const broken = new Promise<never>((_, reject) => {
    worker.addEventListener('error', ({ message }) => reject(new Error(`The thread that names a file broke: ${message}`)))
  })
  const sha256 = Promise.race([Comlink.wrap<RemoteHash>(worker).sha256(file), broken])
  sha256.catch(() => {}) // it is awaited once the file is copied
  return { sha256, end: () => worker.terminate() }
}
