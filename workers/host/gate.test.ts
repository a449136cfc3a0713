import { expect, test } from 'vitest'
import { Gate } from './gate'

const tick = () => new Promise((resolve) => setTimeout(resolve))

test('a commit waits for the questions that run, and new questions wait for the commit', async () => {
  const gate = new Gate()
  const log: string[] = []
  let answer = () => {}
  const first = gate.ask(async () => {
    await new Promise<void>((resolve) => (answer = resolve))
    log.push('first answered')
  })
  const commit = gate.close().then(async (open) => {
    log.push('committing')
    await tick()
    log.push('committed')
    open()
  })
  const second = gate.ask(async () => void log.push('second answered'))
  await tick()
  expect(log).toEqual([])
  answer()
  await Promise.all([first, commit, second])
  expect(log).toEqual(['first answered', 'committing', 'committed', 'second answered'])
  const open = await gate.close()
  open()
})

test('the gate is quiet since the last answer, and never while somebody asks', async () => {
  const gate = new Gate()
  expect(gate.quietFor()).toBe(Number.POSITIVE_INFINITY)
  let answer: () => void = () => {}
  const asked = gate.ask(() => new Promise<void>((resolve) => (answer = resolve)))
  expect(gate.quietFor()).toBe(0)
  answer()
  await asked
  await expect.poll(() => gate.quietFor()).toBeGreaterThan(1)
})
