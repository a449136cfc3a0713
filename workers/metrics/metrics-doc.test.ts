import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { metricsDoc } from './metrics-doc'
import { METRICS } from './registry'

const file = new URL('../../docs/metrics.md', import.meta.url)

test('docs/metrics.md says what the definitions say (UPDATE_DOCS=1 rewrites it)', () => {
  const made = metricsDoc(METRICS)
  if (process.env.UPDATE_DOCS === '1') writeFileSync(file, made)
  expect(readFileSync(file, 'utf8')).toBe(made)
})
