import { expect, test } from 'vitest'
import type { Job } from '../../domain/job'
import { newestFirst } from './newest-first'
import type { News } from './news'

const read = (filename: string, created_at: string) => ({ job_id: filename, filename, created_at }) as Job
const refused = (name: string, at: string): News => ({ id: 1, name, at, what: 'refused', error: { code: 'E_BINARY', message: '' } })

test('the word about the file dropped last stands first, whether it was read or could not be', () => {
  const list = newestFirst(
    [read('old.csv', '2026-11-23T07:00:00.000Z'), read('newest.csv', '2026-11-23T09:00:00.000Z')],
    [refused('photo.jpg', '2026-11-23T08:00:00.000Z')],
  )
  expect(list.map((one) => ('job_id' in one ? one.filename : one.name))).toEqual(['newest.csv', 'photo.jpg', 'old.csv'])
})
