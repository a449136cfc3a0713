/** The page of what went wrong. */
export const log = {
  back: 'Settings',
  title: 'What went wrong',
  lead: 'Files that could not be read, requests to the local API that were refused, and failures of Lucid itself. Kept on this device only, the last 500.',
  entries_one: '{{count}} entry',
  entries_other: '{{count}} entries',
  search: 'A correlation id, a file, a code',
  nothing: 'Nothing holds “{{query}}”.',
  copy: 'Copy',
  copied: 'Copied',
  clear: 'Clear',
  details: 'Details',
  where: { api: 'Local API', job: 'File', engine: 'Lucid' },
  none: { title: 'Nothing went wrong', text: 'What fails or is refused on this device will be listed here.' },
}
