import { retailStoreTruth } from './retail-store'

export const truth = retailStoreTruth('Retail Store v1 (UTF-16, tabs)', 'derived_variants/v1_utf16le_tab.txt', 1)
