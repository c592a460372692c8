interface ChipsProps<T extends string> {
  readonly label: string
  readonly items: readonly T[]
  readonly chosen: readonly T[]
  readonly word: (item: T) => string
  readonly className: (item: T) => string
  readonly onToggle: (item: T) => void
}

/** Several of a few. */
export function Chips<T extends string>({ label, items, chosen, word, className, onToggle }: ChipsProps<T>) {
  return (
    <fieldset className="chips">
      <legend className="visually-hidden">{label}</legend>
      {items.map((item) => (
        <button
          key={item}
          type="button"
          className={className(item)}
          aria-pressed={chosen.includes(item)}
          onClick={() => onToggle(item)}
        >
          {word(item)}
        </button>
      ))}
    </fieldset>
  )
}
