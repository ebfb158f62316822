import { ChevronDown } from 'lucide-react'

interface SelectProps<Value extends string> {
  label: string
  options: readonly { value: Value; words: string }[]
  value: Value
  onChange: (value: Value) => void
}

/** One of several; the label stands inside where there is room. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { label, options, value, onChange } = props
  return (
    <label className="btn select">
      <span className="quiet wide" aria-hidden="true">
        {label}
      </span>
      <select
        aria-label={label}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value)
          if (chosen !== undefined) onChange(chosen.value)
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.words}
          </option>
        ))}
      </select>
      <ChevronDown size={12} className="icon" aria-hidden="true" />
    </label>
  )
}
