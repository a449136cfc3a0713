/** Jaro-Winkler similarity of two texts, 0..1 (Winkler 1990: prefix weight 0.1, at most 4 letters). */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1
  const x = [...a]
  const y = [...b]
  if (x.length === 0 || y.length === 0) return 0
  const window = Math.max(Math.floor(Math.max(x.length, y.length) / 2) - 1, 0)
  const taken = new Array<boolean>(y.length).fill(false)
  const inX: string[] = []
  x.forEach((letter, i) => {
    for (let j = Math.max(0, i - window); j <= Math.min(y.length - 1, i + window); j++) {
      if (taken[j] || y[j] !== letter) continue
      taken[j] = true
      inX.push(letter)
      return
    }
  })
  if (inX.length === 0) return 0
  const inY = y.filter((_, j) => taken[j])
  const moved = inX.filter((letter, k) => letter !== inY[k]).length / 2
  const m = inX.length
  const jaro = (m / x.length + m / y.length + (m - moved) / m) / 3
  let prefix = 0
  while (prefix < 4 && x[prefix] !== undefined && x[prefix] === y[prefix]) prefix++
  return jaro + prefix * 0.1 * (1 - jaro)
}
