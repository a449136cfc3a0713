import { test } from 'vitest'
import * as c from '../truths/comparison'
import { truth } from '../truths/expiry-shop.truth'

test('miss', { timeout: 300000 }, async () => {
  const { figures } = await truth.compare()
  const bad = figures.filter((f) => !c.agrees(f))
  console.log(figures.length, 'figures', bad.length, 'differ')
  for (const f of bad.slice(0, 60)) console.log('   DIFF', f.figure, '|', f.truth, '|', f.ours)
})
