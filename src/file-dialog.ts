import { createContext, useContext } from 'react'

const FileDialog = createContext<() => void>(() => undefined)
export const FileDialogProvider = FileDialog.Provider

/** Opens the browser's dialog to choose files; they are then taken like dropped ones. Call it from a press. */
export const useFileDialog = (): (() => void) => useContext(FileDialog)
