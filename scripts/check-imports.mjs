/** Checks who imports whom (docs/architecture.md, "Who may import whom"). Exit code 1 and one line per forbidden import. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, posix, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** Inside workers, a layer may import itself, everything listed, and nothing else. */
const WORKER_LAYERS = /** @type {Record<string, string[]>} */ ({
  db: [],
  ingest: ['db'],
  risk: [],
  actions: ['db', 'risk', 'ingest', 'models', 'metrics'],
  models: ['db', 'risk'],
  metrics: ['db', 'risk', 'ingest', 'models'],
  explore: ['db'],
  api: [], // routes over the contract: the engine comes in as a parameter
  host: ['db', 'ingest', 'models', 'metrics', 'explore', 'actions', 'solver.worker.ts', 'hash.worker.ts', 'copy.worker.ts'],
  'engine.worker.ts': ['db', 'ingest', 'metrics', 'host', 'zod-jitless'],
  'invoice.worker.ts': ['ingest'],
  'solver.worker.ts': ['actions', 'zod-jitless'],
  'hash.worker.ts': ['host'],
  'copy.worker.ts': ['host', 'db'],
  truths: ['db', 'ingest', 'models', 'metrics', 'host', 'actions'], // real files with known results: tests, not shipped
})

/**
 * @typedef {{ target: string, type_only: boolean, starts_worker: boolean }} Import `target` is relative to the root, or a package name
 */

/**
 * Why an import is forbidden, or undefined when it is allowed. Paths are relative to the root, with forward slashes.
 * @param {string} from the importing file
 * @param {Import} imported
 * @returns {string | undefined}
 */
export function forbidden(from, { target, type_only, starts_worker }) {
  const ours = /^(src|workers|scripts|e2e|bench)\//.test(target)
  if (!ours) return undefined
  if (from.startsWith('src/domain/')) return inside(target, 'src/domain') ? undefined : 'src/domain imports nothing of ours'
  if (from.startsWith('src/catalog/'))
    return inside(target, 'src/catalog', 'src/domain') ? undefined : 'src/catalog imports only src/domain'
  if (from.startsWith('workers/')) return fromWorkers(from, target)
  if (from.startsWith('src/')) return fromPages(from, target, type_only, starts_worker)
  return undefined // scripts, tests of whole flows and the benchmark may look anywhere
}

/** @param {string} from @param {string} target */
function fromWorkers(from, target) {
  if (inside(target, 'src/domain', 'src/catalog')) return undefined
  if (!target.startsWith('workers/')) return 'workers import only src/domain and src/catalog from outside'
  const [layer, wanted] = [layerOf(from), layerOf(target)]
  if (layer === wanted) return undefined
  const allowed = WORKER_LAYERS[layer]
  if (!allowed) return `workers/${layer} is not a layer known to scripts/check-imports.mjs`
  return allowed.includes(wanted) ? undefined : `workers/${layer} may import ${allowed.join(', ') || 'no other layer'}, not ${wanted}`
}

/** @param {string} from @param {string} target @param {boolean} type_only @param {boolean} starts_worker */
function fromPages(from, target, type_only, starts_worker) {
  if (target.startsWith('workers/')) {
    if (type_only) return undefined
    // the service worker is the second door to the engine: the routes, and the way to whichever tab has it
    if (from === 'src/service-worker.ts')
      return inside(target, 'workers/api') || target.startsWith('workers/host/remote-engine')
        ? undefined
        : 'the service worker takes only workers/api and the way to the engine'
    if (starts_worker) return from.startsWith('src/client/') ? undefined : 'only src/client starts workers'
    return 'src takes only types from workers'
  }
  if (!target.startsWith('src/')) return 'src imports nothing from scripts, e2e or bench'
  const [own, other] = [featureOf(from), featureOf(target)]
  // The shell is the frame around the pages (navigation, filter bar): it is what the routes are hung into.
  return own && other && own !== other ? `features never import one another (${own} -> ${other})` : undefined
}

/** @param {string} path @param {...string} folders */
const inside = (path, ...folders) => folders.some((folder) => path.startsWith(`${folder}/`))
/** @param {string} path */
const layerOf = (path) => path.split('/')[1] ?? ''
/** @param {string} path */
const featureOf = (path) => (path.startsWith('src/features/') ? path.split('/')[2] : undefined)

const IMPORT = /\b(?:import|export)\s+(type\s+)?(?:[\w*\s{},$]*?\sfrom\s*)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g
const WORKER_URL = /new\s+URL\(\s*['"]([^'"]+)['"]\s*,\s*import\.meta\.url/g

/**
 * The imports of one source text.
 * @param {string} from path of the file, relative to the root
 * @param {string} source
 * @returns {Import[]}
 */
export function importsOf(from, source) {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
  const plain = [...code.matchAll(IMPORT)].map(([text, type, target, dynamic]) => ({
    target: resolved(from, target ?? dynamic ?? ''),
    type_only: Boolean(type) || /^(?:import|export)\s*\{(\s*type\s[^,}]+,?)+\s*\}/.test(text),
    starts_worker: false,
  }))
  const workers = [...code.matchAll(WORKER_URL)].map(([, target]) => ({
    target: resolved(from, target ?? ''),
    type_only: false,
    starts_worker: true,
  }))
  return [...plain, ...workers]
}

/** @param {string} from @param {string} target */
function resolved(from, target) {
  return target.startsWith('.') ? posix.normalize(posix.join(posix.dirname(from), target)) : target
}

/** @param {string} folder @returns {string[]} */
function sourcesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sourcesUnder(path)
    // A test may build its world from any layer; it is not shipped.
    return /\.(ts|tsx)$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name) ? [path] : []
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const problems = ['src', 'workers'].flatMap((folder) =>
    sourcesUnder(join(ROOT, folder)).flatMap((path) => {
      const from = relative(ROOT, path).split(sep).join('/')
      return importsOf(from, readFileSync(path, 'utf8')).flatMap((imported) => {
        const reason = forbidden(from, imported)
        return reason ? [`${from}: ${imported.target}: ${reason}`] : []
      })
    }),
  )
  for (const problem of problems) console.error(problem)
  console.log(problems.length === 0 ? 'Imports follow the rules.' : `${problems.length} forbidden imports.`)
  process.exitCode = problems.length === 0 ? 0 : 1
}
