import { addWords } from './add-words'
import { watching } from './en/watching'

addWords('watching', watching)
