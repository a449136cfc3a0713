const ODD = /[",\n\r\0]/

/** A cell as RFC 4180 has it. A NUL is no character of a table, and would make the text look like a program. */
export function csvCell(text: string): string {
  if (!ODD.test(text)) return text
  const safe = text.replaceAll('\0', '')
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
