/** Words about how tables are taken out of files. */
export const taking = {
  wide: {
    month:
      'It had a column for each month, {{first}} to {{last}} ({{columns}}). Each figure is now a row, dated the last day of its month.',
    week: 'It had a column for each week, {{first}} to {{last}} ({{columns}}). Each figure is now a row, dated the Monday of its week, or the day that its column names.',
    day: 'It had a column for each day, {{first}} to {{last}} ({{columns}}). Each figure is now a row with its day.',
    product: 'It had a column for each product, {{first}} to {{last}} ({{columns}}). Each figure is now a row with its product.',
    store: 'It had a column for each store, {{first}} to {{last}} ({{columns}}). Each figure is now a row with its store.',
    from: 'From {{file}}.',
    from_part: 'From {{file}}: {{part}}.',
    kept: 'The rows are kept on this device as CSV. The columns “File row” and “File column” say where in your file each figure was.',
    count: '{{rows}} rows × {{columns}} columns = {{places}} places for a figure. Became rows: {{lines}}. Empty or zero: {{empty}}.',
    others_one: '{{n}} more row of the file (a total, a blank, the names again) is a row here too, and set aside or rejected below.',
    others_other: '{{n}} more rows of the file (totals, blanks, the names again) are rows here too, and set aside or rejected below.',
  },
  parts: {
    read: 'Read it too',
    read_named: 'Read it too: {{name}} of {{file}}, choose the file again',
    choose: 'To read a sheet that was left out, choose {{file}} again: only its tables are kept on this device, not the file.',
    others: 'Also read from {{file}}',
    remove: 'A sheet that should not count can be removed on its own page.',
    is_read: 'has been read since.',
  },
  currency: {
    label: 'Currency',
    of_format: '{{currency}}, as the sheet formats its amounts.',
    of_cells: '{{currency}}, as the file says.',
  },
  day: {
    question: 'Which day are these rows of?',
    help: 'No column holds their date. If the file adds up several days, say the last of them: all of it counts on that day.',
  },
  place: {
    store: 'Which shop is this file from?',
    store_help: 'For rows that do not name a shop. Without an answer they count for “MAIN”.',
    store_asked:
      'No column says it, and two shops can have the same till, so Lucid asks for each file. Its guess is {{store}}: from an earlier file with these columns, or from what this file says above its rows or in its name.',
    store_none: 'Name or code of the shop',
    channel: 'Where was it sold?',
    channel_help: 'For rows that do not say it.',
    as_file: 'As the file says',
    offline: 'In the shop',
    online: 'Online',
    read_again: 'Read the file again',
  },
  shared: {
    title_one: 'A file was shared with Lucid',
    title_other: '{{n}} files were shared with Lucid',
    more: 'and {{n}} more',
    take_one: 'Take it in',
    take_other: 'Take them in',
    leave: 'Do not take',
  },
  notices: {
    label: 'Tell me when a file has been read in the background',
    help: 'The system shows what was taken and what was not, when you look at something else meanwhile. It stays on this device.',
    refused: 'This browser has been told not to show notices of Lucid. Allow them in its settings for this site.',
    unsupported: 'This browser cannot show notices.',
    counts: 'Rows taken: {{ok}}. Rejected: {{rejected}}. Set aside: {{set_aside}}.',
  },
  measure: {
    question: 'What are the numbers in the columns of the file?',
    qty: 'Units: how many were sold',
    total: 'Money: what they were sold for',
  },
}
