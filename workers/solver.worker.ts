import './zod-jitless'
import * as Comlink from 'comlink'
import { type RemoteSolver, received, solverOf } from './actions/solver'

let solver: ReturnType<typeof solverOf> | null = null

/** A second thread for what to do about many products. */
const remote: RemoteSolver = {
  begin: (settings, known) => {
    solver = solverOf(settings, known)
  },
  solve: (skus) => {
    if (!solver) throw new Error('solve before begin')
    return solver.solve(received(skus))
  },
}
Comlink.expose(remote)
