/** The only place of the product that starts a worker of ours (ready for Trusted Types). */
export const startWorker = (): Worker =>
  new Worker(new URL('../../workers/engine.worker.ts', import.meta.url), { type: 'module', name: 'lucid-engine' })
