import './zod-jitless'
import * as Comlink from 'comlink'
import { givingOutRoom } from './actions/propose'
import { type RemoteSolver, received } from './actions/solver'
import { termsOf } from './actions/terms-of'

let solve: ReturnType<typeof givingOutRoom> | null = null

/** A further thread for what to do about many products. Begun only for stores that have room for anything: what it gives out, no other thread would know. */
const remote: RemoteSolver = {
  begin: (settings, known) => {
    solve = givingOutRoom(termsOf(settings, known))
  },
  solve: (skus) => {
    if (!solve) throw new Error('solve before begin')
    return received(skus).map(solve)
  },
}
Comlink.expose(remote)
