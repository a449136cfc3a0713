/** Hands text, whole or in parts, to the browser as a file. */
export function downloadText(filename: string, text: string | string[], type = 'text/csv;charset=utf-8'): void {
  const url = URL.createObjectURL(new Blob([text].flat(), { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = filename
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
