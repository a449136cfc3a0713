/** Every limit of the product in one place. Each has the error code that says it was reached. Sizes in bytes. */
export const LIMITS = {
  /** Largest file that is read (E_TOO_LARGE). */
  file_bytes: 1024 ** 3,
  /** Largest database in a file: it is held in memory (E_TOO_LARGE). */
  sqlite_bytes: 512 * 1024 ** 2,
  /** Widest table (E_TOO_WIDE). */
  columns: 1_000,
  /** Longest physical line; a longer one is set aside with E_LINE_TOO_LONG and the file goes on. */
  line_bytes: 1024 ** 2,
  /** Longest cell in characters; a longer one is rejected with E_CELL_TOO_LONG. */
  cell_chars: 32_767,
  /** Largest file of Marg's records: its lines are held in memory (E_TOO_LARGE). */
  marg_bytes: 32 * 1024 ** 2,
  /** Largest PDF that is read, and most pages in it (E_TOO_LARGE). */
  pdf_bytes: 64 * 1024 ** 2,
  pdf_pages: 200,
  /** Rows scanned for the header of a table (domain.md 2.1). */
  header_scan_rows: 30,
  /** Examples kept per issue code in the report. */
  issue_examples: 5,
  /** Rejected rows whose original text is kept for download. */
  reject_rows: 1_000_000,
  /** Source rows shown when a figure is opened. */
  explain_rows: 200,
  /** Files taken from one drop of folders; the others are counted and told. */
  folder_files: 500,
  /** Files inside files inside files: a packed file is opened this deep (E_UNPACK_LIMIT). */
  packed_depth: 3,
  /** Entries of one archive, and of all archives in one dropped file together (E_UNPACK_LIMIT). */
  packed_entries: 10_000,
  /** Bytes that one dropped file may unpack to, all its parts together (E_UNPACK_LIMIT). */
  unpacked_bytes: 6 * 1024 ** 3,
  /** Times its own size that a packed file may grow; looked at above `unpack_ratio_floor` bytes (E_UNPACK_LIMIT). No honest table comes near it. */
  unpack_ratio: 300,
  unpack_ratio_floor: 64 * 1024 ** 2,
  /** Workbooks that must be in memory as a whole (.xls, .xlsb, .ods), unpacked (E_TOO_LARGE). */
  workbook_bytes: 192 * 1024 ** 2,
  /** Texts of one workbook that its sheets share (E_TOO_LARGE). */
  shared_text_bytes: 512 * 1024 ** 2,
  /** Bytes of cached results that are kept; the oldest go first. Nothing is lost with them. */
  cache_bytes: 64 * 1024 ** 2,
  /** Rows that a statement of a person may give; more are left out and said to be. */
  sql_rows: 10_000,
  /** Characters of such a statement (sql_refused). */
  sql_chars: 20_000,
  /** Milliseconds it may run (sql_too_slow). */
  sql_ms: 10_000,
} as const
