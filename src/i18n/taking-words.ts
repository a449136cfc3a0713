import { addWords } from './add-words'
import { taking } from './en/taking'

addWords('taking', taking)
