/** `npm start`: builds when that is needed, then serves the app on this machine and prints where. */
import { buildWhenNeeded } from './build-when-needed.mjs'
import { serveDist } from './serve-dist.mjs'

buildWhenNeeded()
const asked = Number(process.env.PORT ?? 4173)
const { origin, stop } = await serveDist({ port: asked, next_if_taken: process.env.PORT === undefined })
console.log(`Lucid is at ${origin}`)
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => stop().then(() => process.exit(0)))
