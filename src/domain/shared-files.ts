/**
 * Files that another app has shared with Lucid: the service worker puts them into a cache of their own, where they stay until a page takes them.
 * The cache is not one of a build, so an update leaves it alone.
 */
export const SHARED_CACHE = 'lucid-shared-files'
/** Where the system posts them (manifest, share_target). */
export const SHARE_PATH = '/share'
/** Name of the form's field that holds them. */
export const SHARE_FIELD = 'files'
/** Carries a file's name, percent-encoded. */
export const NAME_HEADER = 'X-File-Name'
/** At the end of the address when nothing could be kept. */
export const SHARE_FAILED = '#share-failed'

const TYPES: Record<string, readonly string[]> = {
  'text/csv': ['.csv'],
  'text/tab-separated-values': ['.tsv', '.tab'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['.xlsx'],
  'application/vnd.ms-excel': ['.xls'],
  'application/vnd.ms-excel.sheet.binary.macroEnabled.12': ['.xlsb'],
  'application/vnd.ms-excel.sheet.macroEnabled.12': ['.xlsm'],
  'application/vnd.oasis.opendocument.spreadsheet': ['.ods'],
  'application/pdf': ['.pdf'],
  'application/zip': ['.zip'],
  'application/gzip': ['.gz'],
  'application/json': ['.json'],
  'application/x-ndjson': ['.jsonl', '.ndjson'],
  'application/xml': ['.xml'],
  'application/vnd.apache.parquet': ['.parquet'],
  'application/vnd.sqlite3': ['.db', '.sqlite', '.sqlite3'],
  'application/x-vyapar': ['.vyb', '.vyp'],
}

/** What the web manifest says of files: which Lucid opens, and which other apps may share with it. */
export const FILE_MANIFEST = {
  file_handlers: [{ action: '/data', accept: TYPES }],
  launch_handler: { client_mode: ['focus-existing', 'auto'] },
  share_target: {
    action: SHARE_PATH,
    method: 'POST',
    enctype: 'multipart/form-data',
    params: { files: [{ name: SHARE_FIELD, accept: [...Object.keys(TYPES), ...Object.values(TYPES).flat()] }] },
  },
} as const
