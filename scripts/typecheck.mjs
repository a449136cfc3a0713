/**
 * `npm run typecheck`: every part of the project under its own rules, two at a time with one checker each. Several checkers of one part, which is
 * what the compiler does by itself, each work out most types again and cost twice the time.
 */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const AT_ONCE = 2
/** The largest first, so that no core is left alone with it. */
const waiting = ['tsconfig.json', 'workers/tsconfig.json', 'e2e/tsconfig.json', 'src/service-worker.tsconfig.json', 'scripts/tsconfig.json']

/** @param {string} project @returns {Promise<boolean>} whether its types are right */
const check = (project) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, ['node_modules/typescript/bin/tsc', '-p', project, '--checkers', '1', '--pretty'], { cwd: ROOT })
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text) => {
        said += text
      })
    child.on('close', (code) => {
      if (said) console.log(said)
      resolve(code === 0)
    })
  })

const results = await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    let right = true
    for (let project = waiting.shift(); project; project = waiting.shift()) right = (await check(project)) && right
    return right
  }),
)
process.exitCode = results.every(Boolean) ? 0 : 1
