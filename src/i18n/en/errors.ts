/** What each error code says to a person: what happened, what was kept, what to do. Keys are the codes of src/domain/errors.ts. */
export const errors = {
  E_FILE_EMPTY: { title: 'The file is empty', hint: 'Nothing was changed. Export it again from your till and drop it here.' },
  E_HEADER_ONLY: { title: 'The file has a header but no rows', hint: 'Nothing was changed. Export a period that has sales.' },
  E_QUOTE: {
    title: 'A quotation mark in the file is never closed',
    hint: 'Nothing was changed. Export the file again, or correct the row and drop it again.',
  },
  E_BINARY: { title: 'This is not a text table', hint: 'Nothing was changed. Save it as CSV and drop that file.' },
  E_HTML: {
    title: 'This is a web page, not a table',
    hint: 'Nothing was changed. Open it in a spreadsheet, save it as CSV and drop that file.',
  },
  E_TOO_LARGE: {
    title: 'The file is larger than Lucid reads',
    hint: 'Nothing was changed. Split the export into shorter periods: Lucid joins them again.',
  },
  E_TOO_WIDE: { title: 'The table has too many columns', hint: 'Nothing was changed. Export only the columns of the sales.' },
  E_MIXED_ENCODING: { title: 'Some letters in the file could not be read', hint: 'All rows were kept; unreadable letters show as �.' },
  E_DATE_MIXED: { title: 'Dates are written in two different orders', hint: 'Nothing was changed. Export the file with one date format.' },
  E_NO_DATE: {
    title: 'No column with dates was found',
    hint: 'Nothing was changed. Tell Lucid which column holds the date, or export it again with dates.',
  },
  E_NO_PRODUCT: {
    title: 'No column with products was found',
    hint: 'Nothing was changed. Tell Lucid which column holds the product, or export it again with products.',
  },
  E_NO_MEASURE: {
    title: 'No quantity, price or amount was found',
    hint: 'Nothing was changed. Tell Lucid which column holds them, or export again with them.',
  },
  E_QUOTA: { title: 'This device has no room left', hint: 'Everything saved before is safe. Free some space, then try again.' },
  E_STORAGE_DENIED: {
    title: 'The browser does not let Lucid save on this device',
    hint: 'Leave private browsing, or allow this site to store data, then reload.',
  },
  E_UNKNOWN_FORMAT: {
    title: 'Lucid does not read this kind of file yet',
    hint: 'Nothing was changed. Save it as CSV, TSV or text and drop that file.',
  },
  E_DAMAGED: {
    title: 'The file is damaged',
    hint: 'Nothing was changed. Export it again from the program that made it and drop the new file.',
  },
  E_PASSWORD: {
    title: 'The file is locked with a password',
    hint: 'Nothing was changed. Save it without a password and drop that file.',
  },
  E_NO_TABLE: { title: 'There is no table in this file', hint: 'Nothing was changed. Drop a file with rows under a line of column names.' },
  E_UNPACK_LIMIT: {
    title: 'The file unpacks to far more than it should',
    hint: 'Nothing was changed. Unpack it yourself and drop the tables inside.',
  },
  E_PDF_NO_TEXT: {
    title: 'This PDF is a picture of a page',
    hint: 'It holds no text that could be read. Ask the sender for the PDF that their program makes, or for Excel or CSV.',
  },
  bad_request: { title: 'This could not be understood', hint: 'Nothing was changed. Clear the filter and try again.' },
  not_found: { title: 'This is no longer here', hint: 'It may have been deleted in another tab.' },
  conflict: { title: 'Something else is changing this right now', hint: 'Nothing was changed. Wait until it is done, then try again.' },
  cancelled: { title: 'Cancelled', hint: 'Everything is as it was before.' },
  owner_lost: {
    title: 'The tab that was working on this went away',
    hint: 'What had been saved is safe. Look at the Data page, then try again.',
  },
  engine_unavailable: {
    title: 'The engine could not start',
    hint: 'Your data is safe on this device. Reload the page. If that does not help, close the other tabs of Lucid.',
  },
  contract_mismatch: { title: 'Another tab runs a newer version of Lucid', hint: 'Your data is safe. Reload this tab to go on.' },
  sql_refused: {
    title: 'This statement is not run',
    hint: 'Nothing was changed. One SELECT over the tables of this shop is run, and nothing else.',
  },
  sql_failed: { title: 'The statement has a mistake', hint: 'Nothing was changed. Correct it and run it again.' },
  sql_too_slow: {
    title: 'The statement took too long and was stopped',
    hint: 'Nothing was changed. Ask for a shorter period, or add up before joining.',
  },
  incomplete_upload: { title: 'The file did not arrive whole', hint: 'Nothing was changed. Send it again.' },
  forbidden: {
    title: 'This is not allowed',
    hint: 'Nothing was changed. Scripts are let in from pages of Lucid only, while Settings allow it.',
  },
  internal: { title: 'Something went wrong', hint: 'Your data is safe on this device. Try again, or reload the page.' },
}
