/** Words for dropping files and pasting tables. Same keys as hi/data/drop.ts. */

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
