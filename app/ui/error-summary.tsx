import { useEffect, useRef } from 'react'

interface ErrorSummaryProps {
  title: string
  /** one line per wrong field, linking to it, by `href` where it stands on another page */
  errors: { fieldId: string; text: string; href?: string }[]
}

/** What is wrong with a form, at its top, each line leading to its field; takes the focus when script runs. */
export function ErrorSummary({ title, errors }: ErrorSummaryProps) {
  const element = useRef<HTMLDivElement>(null)
  const key = errors.map((error) => error.fieldId).join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: focus moves again when the set of wrong fields changes
  useEffect(() => element.current?.focus(), [key])
  if (errors.length === 0) return null
  return (
    <div className="error-summary" role="alert" tabIndex={-1} ref={element}>
      <h2>{title}</h2>
      <ul>
        {errors.map((error) => (
          <li key={error.fieldId}>
            <a href={error.href ?? `#${error.fieldId}`}>{error.text}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}
