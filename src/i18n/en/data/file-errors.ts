/** Why a file was not taken, by code: what happened, what was kept, what to do. Same keys as hi/data/file-errors.ts. */

export const error = {
  kept_none: 'Nothing of this file was taken; your other files and figures are as before.',
  kept_copy: 'A copy of the file is kept on this device, so you need not drop it again.',
  kept_before: 'The file stays as it was read before; all figures are as before.',
  suggestions: 'Closest columns for “{{role}}”: {{columns}}.',
  at_row: 'It was noticed at row {{row}}.',
  happened: 'What happened',
  kept: 'What was kept',
  next: 'What to do',
  code: 'Code {{code}}',
  E_FILE_EMPTY: {
    title: 'The file is empty',
    what: 'There is not a single character in it.',
    next: 'Export it again from your till, then drop the new file.',
  },
  E_HEADER_ONLY: {
    title: 'Only column names, no rows',
    what: 'The file has its column names but not one row below them.',
    next: 'Choose a period with sales when you export, then drop the new file.',
  },
  E_QUOTE: {
    title: 'A quote is never closed',
    what: 'A quotation mark opens a text and nothing closes it, so the rows after it cannot be told apart.',
    next: 'Open the file at that row, close or remove the quotation mark, and drop it again.',
  },
  E_BINARY: {
    title: 'This is not a text file',
    what: 'The inside of the file is not text, whatever its name says. It may be a picture, a PDF or a spreadsheet.',
    next: 'In your till choose “Save as” or “Export” and take Excel or CSV, then drop that file.',
  },
  E_HTML: {
    title: 'This is a web page',
    what: 'Some programs save a web page and call it .xls. Lucid reads the table only from CSV.',
    next: 'Open it in a spreadsheet, save it as CSV, and drop that file.',
  },
  E_TOO_LARGE: {
    title: 'The file is too large',
    what: 'Lucid reads files up to {{limit}}.',
    what_size: 'This one has {{size}}; Lucid reads files up to {{limit}}.',
    next: 'Export a shorter period, such as one year a file, and drop the files together.',
    what_book: 'A workbook of this kind has to fit in memory as a whole: up to {{limit}} unpacked. This one has {{size}}.',
    next_book: 'Save the sheet as CSV UTF-8, or the workbook as .xlsx, and drop that file.',
  },
  E_TOO_WIDE: {
    title: 'Too many columns',
    what: 'Lucid reads tables of up to {{limit}} columns.',
    what_count: 'This one has {{count_text}} columns; Lucid reads up to {{limit}}.',
    next: 'Export only the columns of the sale: date, product, quantity, amount and so on.',
  },
  E_MIXED_ENCODING: {
    title: 'The characters are mixed up',
    what: 'Parts of the file were saved in different ways, so some characters cannot be read.',
    next: 'Export it again as UTF-8 and drop the new file.',
  },
  E_DATE_MIXED: {
    title: 'Dates in two orders',
    what: 'Some dates have the day first and some the month first, so no order fits them all.',
    next: 'Say which order is right; dates that do not fit will be listed. Or correct the dates in the file.',
  },
  E_NO_DATE: {
    title: 'No date column',
    what: 'No column of this file holds dates, and a sale needs a day.',
    next: 'Export the sales with the date of each bill, then drop the new file.',
  },
  advice: {
    'account-book':
      'This looks like a bank statement or an account: money in and out, and no goods. Lucid reads what was sold: export the item-wise sales of your till or billing program and drop that file.',
    'loyverse-receipts': 'This is Loyverse’s list of receipts. Choose Reports, Receipts, Export, “Receipts by item” and drop that file.',
    'loyverse-summary':
      'This is Loyverse’s summary, which has no days. Choose Reports, Receipts, Export, “Receipts by item” and drop that file.',
    'marg-sale-book': 'This is Marg’s sale book, one row for each bill. Export the item-wise sale report and drop that file.',
    'day-headings':
      'The days stand on rows of their own above their bills, and a row does not say its day. Export with the date on each row (in the settings of the report, a column “Date”), or write a column Date beside the rows and fill it down.',
    'item-headings':
      'The products stand on rows of their own above their sales, and a row does not say its product. Export with the item on each row (item-wise sales, a column “Item”), or write a column Item beside the rows and fill it down.',
    'long-period':
      'The file has one row for each product and adds up more than a month, so nobody can tell when the goods sold. Export the bills line by line with their dates, or one such file for each day, week or month, and drop those.',
    'month-columns':
      'The table has a column for each month or week, and Lucid could not be sure how to turn it. Write month and year over each column (Jan 2025) and “Product” over the products, or export the bills line by line.',
    'product-columns':
      'The table seems to have a column for each product. If so, name its first column “Date / Product” and drop it again, or export the bills line by line.',
    'other-file':
      'This is not the file that the sheet came in, or it has changed since. Choose the same file, or drop this one as a whole.',
    'packed-items':
      'Each row of this file is an order with all its goods in one cell (“1 x Tea, 2 x Salt”), so nobody can tell what each of them brought. Export the item-wise report of the same orders, one row for each item, and drop that file.',
    payments:
      'This looks like a list of payments (UPI, card, settlement), and none says what was sold. Export the item-wise sales of your till or billing program and drop that file.',
    people:
      'This looks like a list of customers, suppliers or staff. Lucid needs no such list: it takes customers from the bills. Export the item-wise sales of your till or billing program and drop that file.',
    'tally-register':
      'This is a Tally register without items. Show the inventory details in the register (item, quantity, rate) and export it again.',
    'vyapar-bills':
      'This is Vyapar’s list of bills. Take the sheet “Item Details” of the same report, or drop the backup (.vyb), which has everything.',
    'woocommerce-orders': 'This is a list of orders. Export it again with one row for each line item and drop that file.',
  },
  E_NO_PRODUCT: {
    title: 'No product column',
    what: 'No column of this file says which product was sold.',
    next: 'Export item-wise sales, one row for each item on a bill, then drop the new file.',
  },
  E_NO_MEASURE: {
    title: 'No quantity or amount column',
    what: 'No column of this file says how many were sold or for how much.',
    next: 'Export with the quantity or the amount of each row, then drop the new file.',
  },
  E_QUOTA: {
    title: 'No room left on this device',
    what: 'The browser has no more room for this file.',
    next: 'Free some space on the device or delete a file you no longer need here, then drop it again.',
  },
  E_STORAGE_DENIED: {
    title: 'The browser does not let Lucid save',
    what: 'Storage on this device is switched off, often in a private window.',
    next: 'Open Lucid in a normal window, or allow storage for this site, then drop the file again.',
  },
  E_UNKNOWN_FORMAT: {
    title: 'No table was found',
    what: 'The file is text, but Lucid found no columns and rows in it.',
    next: 'Export it as CSV with one row per sale and drop that file.',
  },
  E_DAMAGED: {
    title: 'The file is damaged',
    what: 'Parts of the file are missing or do not fit together, so what it says cannot be trusted.',
    next: 'Make the backup or export again and drop the new file.',
  },
  E_PDF_NO_TEXT: {
    title: 'This PDF is a picture of a page',
    what: 'It is a scan or a photo: it holds no text that could be read.',
    next: 'Ask the sender for the PDF that their program makes, or for Excel or CSV.',
  },
  E_PASSWORD: {
    title: 'The file is locked with a password',
    what: 'What is inside the file can only be read with its password.',
    next: 'Save or export it without a password, then drop that file.',
  },
  E_NO_TABLE: {
    title: 'There is no table in this file',
    what: 'Lucid opened the file, but no sheet or file in it has column names with rows under them that it can use.',
    next: 'Look into the file. If the table is there, save that sheet as CSV and drop it.',
  },
  E_UNPACK_LIMIT: {
    title: 'The file unpacks to far more than it should',
    what: 'It holds too many files, files packed too deep in one another, or far more data than a file of this size can honestly hold.',
    next: 'Unpack it yourself and drop the tables inside.',
  },
  bad_request: {
    title: 'Lucid did not understand its own request',
    what: 'This is a fault of Lucid, not of your file.',
    next: 'Reload the page and try again.',
  },
  not_found: {
    title: 'It is not here any more',
    what: 'The file may have been deleted in another tab.',
    next: 'Reload the page to see what is there.',
  },
  conflict: {
    title: 'Something else is being done with this file',
    what: 'The file is being read or deleted at the moment.',
    next: 'Wait until that is finished, then try again.',
  },
  cancelled: { title: 'Cancelled', what: 'You cancelled it.', next: 'Drop the file again whenever you like.' },
  owner_lost: {
    title: 'The tab that was working was closed',
    what: 'Lucid was closed, or another tab took over, before this was finished.',
    next: 'Look in the list below; if the file is not there, drop it again.',
  },
  engine_unavailable: {
    title: 'The engine did not start',
    what: 'The part of Lucid that reads files is not running.',
    next: 'Reload the page. If it stays so, close other tabs of Lucid and open it again.',
  },
  contract_mismatch: {
    title: 'Another version is open',
    what: 'A tab of another version of Lucid is at work.',
    next: 'Reload this page, then drop the file again.',
  },
  sql_refused: {
    title: 'This statement is not run',
    what: 'Only one SELECT over the tables of this shop is run, and nothing else.',
    next: 'Write a single SELECT and run it again.',
  },
  sql_failed: {
    title: 'The statement has a mistake',
    what: 'The engine could not run the statement as it is written.',
    next: 'Correct it and run it again.',
  },
  sql_too_slow: {
    title: 'The statement took too long',
    what: 'It was stopped so that the rest of Lucid goes on working.',
    next: 'Ask for a shorter period, or add up before joining.',
  },
  incomplete_upload: {
    title: 'The file did not arrive whole',
    what: 'Fewer bytes came than were announced.',
    next: 'Send it again.',
  },
  forbidden: {
    title: 'This is not allowed',
    what: 'Scripts are let in from pages of Lucid only, while Settings allow it.',
    next: 'Look at the Settings page.',
  },
  internal: {
    title: 'Something went wrong',
    what: 'Lucid met a fault of its own while reading this file.',
    next: 'Drop the file again. If it happens again, other files are not affected.',
  },
}
