import { describe, expect, it } from 'vitest'
import { forbidden, importsOf } from './check-imports.mjs'

const check = (from: string, source: string) => importsOf(from, source).map((imported) => forbidden(from, imported))

describe('import rules', () => {
  it.each([
    ['src/domain/engine.ts', `import { db } from '../catalog/db'`, 'src/domain imports nothing of ours'],
    ['src/catalog/db.ts', `import { call } from '../client/call'`, 'src/catalog imports only src/domain'],
    ['workers/db/sql.ts', `import { run } from '../metrics/run'`, 'workers/db may import no other layer, not metrics'],
    ['workers/ingest/read/sniff.ts', `import { x } from '../../host/jobs'`, 'workers/ingest may import db, not host'],
    ['workers/metrics/run.ts', `import { x } from '../../src/client/call'`, 'workers import only src/domain and src/catalog from outside'],
    ['src/features/data/page.tsx', `import { sql } from '../../../workers/db/sql'`, 'src takes only types from workers'],
    ['src/features/data/page.tsx', `await import('../../../workers/db/sql')`, 'src takes only types from workers'],
    [
      'src/features/data/page.tsx',
      `new Worker(new URL('../../../workers/engine.worker.ts', import.meta.url))`,
      'only src/client starts workers',
    ],
    ['src/features/data/page.tsx', `import {\n  Tile,\n} from '../overview/tile'`, 'features never import one another (data -> overview)'],
    ['src/ui/money.tsx', `export { Tile } from '../../e2e/tile'`, 'src imports nothing from scripts, e2e or bench'],
    ['workers/nowhere/x.ts', `import { x } from '../db/sql'`, 'workers/nowhere is not a layer known to scripts/check-imports.mjs'],
    ['workers/api/x.ts', `import { x } from '../db/sql'`, 'workers/api may import no other layer, not db'],
    [
      'src/service-worker.ts',
      `import { x } from '../workers/db/sql'`,
      'the service worker takes only workers/api and the way to the engine',
    ],
    ['workers/models/x.ts', `import { x } from '../metrics/run'`, 'workers/models may import db, risk, not metrics'],
  ])('%s may not: %s', (from, source, reason) => {
    expect(check(from, source)).toEqual([reason])
  })

  it.each([
    ['src/domain/engine.ts', `import { z } from 'zod'\nimport { Filter } from './filter'`],
    ['workers/host/rpc.ts', `import { run } from '../metrics/run'\nimport { db } from '../../src/catalog/db'`],
    ['workers/engine.worker.ts', `import { host } from './host/host'`],
    [
      'src/service-worker.ts',
      `import { createApi } from '../workers/api/app'\nimport { RemoteEngine } from '../workers/host/remote-engine'`,
    ],
    ['src/client/connect.ts', `new Worker(new URL('../../workers/engine.worker.ts', import.meta.url), { type: 'module' })`],
    ['src/client/connect.ts', `import type { Host } from '../../workers/host/host'`],
    ['src/client/connect.ts', `import { type Host, type Job } from '../../workers/host/host'`],
    ['src/features/data/page.tsx', `import { Money } from '../../ui/money'\nimport './page.css'`],
    ['src/features/data/page.tsx', `// import { Tile } from '../overview/tile'\n/* import { T } from '../overview/t' */`],
  ])('%s may: %s', (from, source) => {
    expect(check(from, source).filter(Boolean)).toEqual([])
  })
})
