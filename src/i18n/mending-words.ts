import i18next from 'i18next'
import { mending } from './en/mending'

/** The words of `mending` come with the part that shows them, as those of `taking` do. */
const add = () => i18next.addResourceBundle('en', 'mending', mending)
if (i18next.isInitialized) add()
else i18next.on('initialized', add)
