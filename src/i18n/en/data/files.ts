/** Words of the list of files. Same keys as hi/data/files.ts. */

export const page = {
  title: 'Data',
  lead: 'The files your figures are made of.',
  history: 'Your files',
  history_empty: 'No files yet. Drop one above to begin.',
  working: 'Being read now',
  whole: '{{done}} of {{total}} files done',
  more_wait_one: 'and {{count}} more file waits',
  more_wait_other: 'and {{count}} more files wait',
  notices: 'News about your files',
  see: {
    sales: 'See what sold',
    inventory: 'See what will expire',
    purchases: 'See your products',
    products: 'See your products',
    stores: 'See your stores',
  },
  loading: 'Loading your files',
}

export const kind = {
  sales: 'Sales',
  products: 'Products',
  stores: 'Stores',
  inventory: 'Stock',
  purchases: 'Purchases',
  unknown: 'Not known yet',
}

export const kind_file = {
  sales: 'Sales file',
  products: 'Product file',
  stores: 'Store file',
  inventory: 'Stock file',
  purchases: 'Purchase file',
  unknown: 'Text file',
}

export const kind_about = {
  sales: 'each row is something sold, with a date',
  products: 'each row is a product, with its price or category',
  stores: 'each row is a store',
  inventory: 'each row is stock on hand',
  purchases: 'each row is something bought from a supplier',
}

export const status = {
  importing: 'Being read',
  needs_mapping: 'Needs your answer',
  ready: 'Ready',
  failed: 'Not taken',
  nothing: 'Nothing of it counts',
}

export const band = { good: 'good', usable: 'usable', poor: 'poor' }

export const row = {
  rows_one: '{{n}} row',
  rows_other: '{{n}} rows',
  nothing:
    'None of its rows counts, so no figure comes from it. Open the report to see why; then change what its columns are, or delete it and drop another file.',
  none_one: 'none of {{n}} row',
  none_other: 'none of {{n}} rows',
  rejected_one: '{{n}} rejected',
  rejected_other: '{{n}} rejected',
  period: '{{from}} to {{to}}',
  health: 'Health {{score}}, {{band}}',
  uploaded: 'Dropped on {{date}}',
  open: 'Open report',
  open_named: 'Open report of {{name}}',
  answer: 'Answer',
  answer_named: 'Answer the questions about {{name}}',
  delete: 'Delete',
  delete_named: 'Delete {{name}}',
  waits_one: '{{n}} question before it can be taken',
  waits_other: '{{n}} questions before it can be taken',
}

export const remove = {
  title: 'Delete {{name}}?',
  text: 'Figures will be as if this file had never been there. Rows of other files that it had replaced come back.',
  again: 'The original on your disk is not touched; you can drop it again at any time.',
  confirm: 'Delete this file from Lucid',
  keep: 'Keep it',
  started: '{{name}} is being removed.',
  failed: '{{name}} could not be removed.',
  failed_text: 'It stays, and all figures are as before. Try again; if that fails too, reload the page.',
  done: '{{name}} is removed. Figures are as if it had never been there.',
}
