/** Where the focus goes when a card leaves its column: to the card after it, or before it where it was the last one, or to the page. */
export function cardBeside(card: HTMLElement): HTMLElement | null {
  const cards = [...(card.closest('[data-column]')?.querySelectorAll<HTMLElement>('[data-action]') ?? [])]
  const at = cards.indexOf(card)
  return cards[at + 1] ?? cards[at - 1] ?? document.getElementById('main')
}
