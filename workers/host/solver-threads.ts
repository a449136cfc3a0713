import * as Comlink from 'comlink'
import type { StoreSettings } from '../../src/domain/store-settings'
import type { RemoteSolver, Solver } from '../actions/solver'
import type { KnownOfShop } from '../actions/terms-of'

/** More of them than this would take memory, and little time off. */
const MOST = 3

export interface SolverThreads {
  solvers: Solver[]
  end(): void
}

/**
 * One thread for every core but the one that this runs on. None where no threads can be started. A thread that breaks refuses what it was asked, and `broke` is told
 * once: the work is done all the same, so nobody would see it.
 */
export function solverThreads(settings: StoreSettings, known: KnownOfShop, broke: (error: Error) => void): SolverThreads {
  if (typeof Worker === 'undefined') return { solvers: [], end: () => {} }
  const count = Math.max(0, Math.min(MOST, navigator.hardwareConcurrency - 1))
  const threads = Array.from({ length: count }, () => {
    const worker = new Worker(new URL('../solver.worker.ts', import.meta.url), { type: 'module', name: 'lucid-solver' })
    const broken = new Promise<never>((_, reject) => {
      worker.addEventListener('error', ({ message }) => reject(new Error(`A solver thread broke: ${message}`)))
      worker.addEventListener('messageerror', () => reject(new Error('A solver thread could not be understood.')))
    })
    broken.catch(broke)
    const remote = Comlink.wrap<RemoteSolver>(worker)
    const begun = remote.begin(settings, known)
    begun.catch(broke)
    return {
      worker,
      solve: async (skus: Parameters<Solver['solve']>[0]) => {
        await Promise.race([begun, broken])
        return await Promise.race([remote.solve(skus), broken])
      },
    }
  })
  return {
    solvers: threads,
    end: () => {
      for (const { worker } of threads) worker.terminate()
    },
  }
}
