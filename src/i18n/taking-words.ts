import i18next from 'i18next'
import { taking } from './en/taking'

/**
 * The words of `taking` come with the parts that show them, not with the first page: such a part imports this file. Hindi brings them with all of its
 * own.
 */
const add = () => i18next.addResourceBundle('en', 'taking', taking)
if (i18next.isInitialized) add()
else i18next.on('initialized', add)
