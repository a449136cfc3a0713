import type { Proposal } from './propose'

/** What a proposal is made from: the day, the data, and the settings. */
export interface MadeFrom {
  as_of: string
  data_hash: string
  params_hash: string
}

/** What it is about. `reserved`: the approved actions of its product. */
export type About = Pick<Proposal, 'action_type' | 'batch_id' | 'from_store' | 'sku_id' | 'sub_type' | 'to_store'> & {
  expiry_date: string
  reserved: readonly string[]
}

/** The text that the id of a proposal is a hash of: both as canonicalJson writes them, key by key, because tens of thousands are named. */
export function namingText(made_from: MadeFrom): (about: About) => string {
  const text = JSON.stringify
  const [as_of, data_hash, params_hash] = [text(made_from.as_of), text(made_from.data_hash), text(made_from.params_hash)]
  return ({ action_type, batch_id, expiry_date, from_store, reserved, sku_id, sub_type, to_store }) =>
    `{"action_type":${text(action_type)},"as_of":${as_of},"batch_id":${text(batch_id)},"data_hash":${data_hash},"expiry_date":${text(expiry_date)},"from_store":${text(from_store)},"params_hash":${params_hash},"reserved":${text(reserved)},"sku_id":${text(sku_id)},"sub_type":${text(sub_type)},"to_store":${text(to_store)}}`
}
