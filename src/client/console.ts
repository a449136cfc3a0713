import { engine } from './engine'

declare global {
  /** The engine's typed client, for the browser's console: `await lucid.call('datasets.list', {})` (docs/console.md). */
  var lucid: typeof engine
}

/** Gives scripts in this page the same door that the pages use. */
export function exposeToConsole(): void {
  globalThis.lucid = engine
}
