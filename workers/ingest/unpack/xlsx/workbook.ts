import { broken } from '../archive/budget'
import type { Package, Relation } from './package'

export interface BookSheet {
  name: string
  hidden: boolean
  path: string
}

export interface Workbook {
  sheets: BookSheet[]
  epoch_1904: boolean
  styles: string | null
  shared_strings: string | null
}

/** Which sheets a workbook has and where they are. Sheets of charts and macros are none. Throws E_DAMAGED without a workbook. */
export async function readWorkbook(book: Package): Promise<Workbook> {
  const path = [...(await book.relations('')).values()].find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml'
  if (!book.has(path)) throw broken('it has no workbook')
  const relations = await book.relations(path)
  const sheets: BookSheet[] = []
  let epoch_1904 = false
  await book.read(path, {
    open: (name, attributes) => {
      if (name === 'workbookPr') epoch_1904 = isTrue(attributes.date1904)
      if (name !== 'sheet') return
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? ''
      const relation = relations.get(id)
      if (relation?.type !== 'worksheet') return
      sheets.push({
        name: attributes.name ?? '',
        hidden: attributes.state !== undefined && attributes.state !== 'visible',
        path: relation.target,
      })
    },
    close: () => {},
  })
  const one = (type: string): Relation | undefined => [...relations.values()].find((relation) => relation.type === type)
  return { sheets, epoch_1904, styles: one('styles')?.target ?? null, shared_strings: one('sharedStrings')?.target ?? null }
}

export const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true'
