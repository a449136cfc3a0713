/** What is said while files are read and when that ends. Same keys as hi/data/reading.ts. */

export const job = {
  unnamed: 'A file',
  cancel: 'Cancel',
  cancel_named: 'Cancel reading {{name}}',
  cancelling: 'Cancelling',
  announce: '{{name}}: {{percent}}',
  dismiss_named: 'Dismiss the message about {{name}}',
  dismiss_all: 'Dismiss all {{count}} messages',
  finished: '{{name}} is ready.',
  finished_questions: '{{name}} needs an answer from you.',
  finished_failed: '{{name}} was not taken.',
  finished_cancelled: 'Reading {{name}} was cancelled.',
}

export const notice = {
  duplicate: 'You already have this file (dropped on {{date}}). Nothing changed.',
  duplicate_undated: 'You already have this file. Nothing changed.',
  open_report: 'Open its report',
  taken_one: 'Taken: {{n}} row.',
  taken_other: 'Taken: {{n}} rows.',
  taken_rejected_one: '{{n}} row was rejected.',
  taken_rejected_other: '{{n}} rows were rejected.',
  taken_none_rejected: 'None rejected.',
  taken_set_aside_one: '{{n}} was set aside.',
  taken_set_aside_other: '{{n}} were set aside.',
  cancelled: 'You cancelled it. Nothing of this file was kept, and your other figures are as before.',
  action_failed: 'That did not work',
}

export const recovered = {
  title: 'Lucid was closed in the middle of its work',
  restarted: '{{name}}: reading it was interrupted. It is being read again from the copy on this device; nothing is counted twice.',
  rolled_back: '{{name}}: copying it was interrupted. Nothing of it was kept, and your figures are as before. Drop it again.',
  rebuilt: '{{name}}: it was read again from the copy on this device. Your figures are as before.',
  restarted_many:
    '{{names}}: reading them was interrupted. They are being read again from the copies on this device; nothing is counted twice.',
  rolled_back_many: '{{names}}: copying them was interrupted. Nothing of them was kept, and your figures are as before. Drop them again.',
  rebuilt_many: '{{names}}: they were read again from the copies on this device. Your figures are as before.',
  and_more: '{{names}} and {{count}} more',
  title_many: 'Lucid was closed in the middle of {{count}} files',
}
