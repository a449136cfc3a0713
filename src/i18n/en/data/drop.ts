/** Words for dropping files and pasting tables, and for what was unpacked from them. Same keys as hi/data/drop.ts. */

export const drop = {
  title: 'Drop sales, stock, purchase, product or store files here',
  choose: 'Choose files',
  more: 'Excel, OpenDocument, CSV, TSV or text, zipped or not, invoices in PDF, Vyapar backups, up to {{limit}} each; a whole folder, or a pasted table',
  here: 'Drop to read these files on this device',
  folder_one: '{{n}} file of the folder is read; others left out: {{left}}.',
  folder_other: '{{n}} files of the folder are read; others left out: {{left}}.',
  label: 'Choose files to read',
  private: 'Your files never leave this device.',
}

export const paste = {
  name: 'Pasted table {{time}}.tsv',
}

export const packed = {
  from: 'From {{file}}: {{part}}',
  kept: 'The table is kept on this device as CSV; the file it came in is not.',
  left_out: 'Beside this table',
  one: '{{name}}: {{why}}',
  L_HIDDEN_SHEET: 'hidden, so it was not taken.',
  L_NO_TABLE: 'not taken, there is no table with column names and rows.',
  L_PIVOT: 'the pivot table was left out: its sums would be counted twice.',
  L_NOT_READ: 'not taken.',
  L_HIDDEN_ROWS_one: '{{n}} hidden row was read like the others.',
  L_HIDDEN_ROWS_other: '{{n}} hidden rows were read like the others.',
  L_NO_CACHED_VALUE_one:
    '{{n}} formula has no stored result and was read as empty. Open the file in a spreadsheet program and save it once.',
  L_NO_CACHED_VALUE_other:
    '{{n}} formulas have no stored result and were read as empty. Open the file in a spreadsheet program and save it once.',
  L_DATES_RESTORED_one: '{{n}} date whose day and month the spreadsheet program had exchanged was put right.',
  L_DATES_RESTORED_other: '{{n}} dates whose day and month the spreadsheet program had exchanged were put right.',
  L_MERGED_FILLED_one: '{{n}} row got the date or name of the joined cell beside it.',
  L_MERGED_FILLED_other: '{{n}} rows got the date or name of the joined cell beside them.',
  L_CURRENCIES: 'its amounts are formatted in {{n}} currencies, so none was taken from the formats.',
  L_TOTAL_COLUMN: 'left out, it adds up or compares other columns.',
  L_MONTHS_BY_LOCALE_one: 'its date is read the way dates are written in your country, and stands for a month.',
  L_MONTHS_BY_LOCALE_other:
    'this and the other dates above the columns ({{n}}) are read the way dates are written in your country, and stand for months.',
  other: 'not taken ({{why}}).',
  name: {
    payments: 'Payments, orders, estimates',
    adjustments: 'Stock adjustments',
    orphan_lines: 'Lines without a bill',
    bills: 'Bills',
    stock: 'Stock',
    cancelled: 'Cancelled vouchers',
    optional: 'Optional vouchers',
    vouchers: 'Receipts, payments, orders, journals',
    objects: 'Objects that could not be read',
  },
  format_xlsx: 'Excel sheet',
  format_xls: 'Excel 97-2003 sheet',
  format_xlsb: 'Excel binary sheet',
  format_ods: 'OpenDocument sheet',
  format_zip: 'from a zip archive',
  format_gzip: 'from a gzip archive',
  format_sqlite: 'database table',
  format_vyapar: 'Vyapar backup',
  format_tally_xml: 'Tally XML',
  format_marg: 'Marg invoices',
  format_json: 'JSON',
  format_parquet: 'Parquet',
  format_pdf: 'PDF',
  format_csv: 'text',
}
