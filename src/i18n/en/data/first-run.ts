/** What is said before the first file, and about the sample shop. Same keys as hi/data/first-run.ts. */

export const first = {
  title: 'See what sells and what earns',
  lead: 'Drop in the sales file from your till or accounts package. Lucid reads it on this device and shows your shop in figures you can open and check.',
  private: 'Your files never leave this device.',
  private_more: 'No server, no account, and it works without internet.',
  steps_title: 'What will happen',
  step_1: 'Drop your sales file',
  step_1_more: 'Excel, CSV or text, zipped or not, invoices in PDF, up to 1 GB. Product and store files can come too, in any order.',
  step_2: 'Lucid says what it read',
  step_2_more: 'It asks only what it cannot prove, and shows every row it did not take and why.',
  step_3: 'See your shop',
  step_3_more: 'Revenue, bills, best products and stores. Every figure opens down to its rows.',
  no_file: 'No file at hand?',
  soon: 'Your figures appear here as soon as the sales have been read.',
  asks_one: 'One file needs an answer from you before it can be taken.',
  asks_other: '{{count}} files need an answer from you before they can be taken.',
  working: 'Being read now',
  failed_one: 'One file was not taken.',
  failed_other: '{{count}} files were not taken.',
  go_to_data: 'Go to the Data page',
}

export const sample = {
  try: 'Try the sample shop',
  explain: 'Two stores, 18 months of sales. You can remove it in one click.',
  loading: 'Loading the sample shop: file {{done}} of {{total}}',
  failed: 'The sample shop could not be loaded. Nothing was changed. Check that you are online the first time, then try again.',
  banner: 'You are looking at the sample shop.',
  remove: 'Remove the sample shop',
  removed: 'The sample shop is being removed. Your own files stay as they are.',
  mix_title: 'The sample shop is still loaded',
  mix_text:
    'If you keep it, its made-up sales are added to your own figures. Lucid can remove it first, so that every figure is yours alone.',
  mix_remove_one: 'Remove the sample shop and take my file',
  mix_remove_other: 'Remove the sample shop and take my {{n}} files',
  mix_keep: 'Keep both',
  mix_cancel: 'Do not take my files',
  tag: 'Sample',
}
