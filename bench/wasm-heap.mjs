/** The wasm memory of DuckDB's worker, which runs inside a worker of the page. The browser's own count of a worker's heap leaves it out. */

const EVERY_MS = 250
const ENGINE = /duckdb/

/** @typedef {{ method: string, params: any, id?: number, result?: any }} Message */

/**
 * Watches from now on.
 * @param {import('@playwright/test').CDPSession} session of the page, before its workers start: those inside a worker that is there already are not told
 * @returns {Promise<{ peak_mb: () => number, stop: () => Promise<void> }>} the most that there was at any look, in MB
 */
export async function watchWasmHeap(session) {
  let peak = 0
  let last_id = 0
  /** by message @type {Map<number, (result: any) => void>} */
  const asked = new Map()
  let stopped = false

  /** `path`: the way to a worker, session by session. @param {string[]} path @param {string} method @param {object} params @returns {Promise<any>} null where the page is gone; of a worker that is gone none comes */
  const send = async (path, method, params) => {
    const own = path.at(-1)
    if (own === undefined) return await session.send(/** @type {any} */ (method), /** @type {any} */ (params)).catch(() => null)
    const id = ++last_id
    const answer = new Promise((resolve) => asked.set(id, resolve))
    await send(path.slice(0, -1), 'Target.sendMessageToTarget', { sessionId: own, message: JSON.stringify({ id, method, params }) })
    return await answer
  }
  const attach = (/** @type {string[]} */ path) =>
    send(path, 'Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false })
  /** @param {string[]} path @param {Message} message */
  const hear = (path, { method, params }) => {
    if (method === 'Target.attachedToTarget' && params.targetInfo.type === 'worker') {
      const worker = [...path, params.sessionId]
      void attach(worker)
      if (ENGINE.test(params.targetInfo.url)) void watch(worker)
    }
    if (method !== 'Target.receivedMessageFromTarget') return
    const inner = /** @type {Message} */ (JSON.parse(params.message))
    if (inner.id === undefined) return hear([...path, params.sessionId], inner)
    asked.get(inner.id)?.(inner.result ?? null)
    asked.delete(inner.id)
  }
  for (const method of /** @type {const} */ (['Target.attachedToTarget', 'Target.receivedMessageFromTarget']))
    session.on(method, (params) => hear([], { method, params }))

  /** A look waits until the worker is between two statements. @param {string[]} path */
  const watch = async (path) => {
    /** @type {string | null} */
    let memories = null
    while (!stopped) {
      memories ??= await memoriesOf(path)
      if (memories !== null) {
        const answer = await send(path, 'Runtime.callFunctionOn', {
          objectId: memories,
          functionDeclaration: 'function () { return this.reduce((sum, memory) => sum + memory.buffer.byteLength, 0) }',
          returnByValue: true,
        })
        peak = Math.max(peak, answer?.result.value ?? 0)
      }
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS))
    }
  }
  /** A handle of the list of a worker's WebAssembly.Memory; null where there is none yet. @param {string[]} path @returns {Promise<string | null>} */
  const memoriesOf = async (path) => {
    const prototype = await send(path, 'Runtime.evaluate', { expression: 'WebAssembly.Memory.prototype' })
    const found = await send(path, 'Runtime.queryObjects', { prototypeObjectId: prototype?.result?.objectId })
    return /\([1-9]/.test(found?.objects?.description ?? '') ? found.objects.objectId : null
  }
  await attach([])
  // a session that stays would keep what it watches from ending
  const stop = async () => {
    stopped = true
    await session.detach().catch(() => {})
  }
  return { peak_mb: () => Math.round(peak / 2 ** 20), stop }
}
