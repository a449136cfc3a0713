import { retailStoreTruth } from './retail-store'

export const truth = retailStoreTruth('Retail Store v3 (Indian, titles, footer)', 'derived_variants/v3_indian_preamble_footer.csv', 1000)
