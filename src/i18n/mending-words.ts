import { addWords } from './add-words'
import { mending } from './en/mending'

addWords('mending', mending)
