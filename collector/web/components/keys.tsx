/** The keys of a list with rows that open. */
export function Keys() {
  return (
    <p className="keys muted">
      <kbd>/</kbd> search <kbd>↑</kbd> <kbd>↓</kbd> move <kbd>Enter</kbd> open <kbd>Esc</kbd> close
    </p>
  )
}
