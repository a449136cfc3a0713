import { headerKey } from './header-words'

const FLAG = /^(?:is )?(void|voided|cancell?ed|return|returned|refund|refunded)$/
const YES = /^(?:true|yes|y|1|x|✓|हाँ|हां)$/i
const NO = /^(?:false|no|n|0|-|नहीं)$/i

/** What a cell says of its line: under a header that is itself the word ("Void?") a yes means it and a no means nothing. */
export function flagWords(header: string, cell: string): string {
  const flag = FLAG.exec(headerKey(header))?.[1]
  const text = cell.trim()
  if (flag === undefined) return cell
  return YES.test(text) ? flag : NO.test(text) ? '' : cell
}
