import type { WorkerLink } from './worker-link'

/** Ties the engine worker to the life of the page: seen, hidden, frozen, thawed, controlled. */
export function followPage(link: WorkerLink): void {
  document.addEventListener('visibilitychange', () => link.setVisible(document.visibilityState === 'visible'))
  // a frozen worker would go on holding the lock and the file handles, and no other tab could work
  document.addEventListener('freeze', () => link.stop())
  document.addEventListener('resume', () => link.start())
  addEventListener('pagehide', (event) => {
    if (event.persisted) link.stop()
  })
  addEventListener('pageshow', (event) => {
    if (event.persisted) link.start()
  })
  navigator.serviceWorker?.addEventListener('controllerchange', () => {
    if (navigator.serviceWorker.controller) link.setControlled()
  })
}
