import { retailStoreTruth } from './retail-store'

export const truth = retailStoreTruth('Retail Store (windows-1252)', 'packt_adventureworks/Retail Store Sales Data.csv', 1)
