import { raw } from '../db/sql'

/** store_id and name: the name a stores file gives, the first in order of code points where spellings of one store differ. */
export const STORE_NAMES = raw('SELECT store_id, coalesce(min(store_name), store_id) AS name FROM store_key GROUP BY store_id')
