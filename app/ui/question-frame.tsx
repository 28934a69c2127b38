import type { ReactNode } from 'react'

export interface QuestionFrameProps {
  id: string
  label: string
  hint?: string | undefined
  error: string | undefined
  /** something to point out beside the question */
  note: string | undefined
}

/** A question whose answers are chosen: its words, and what is wrong or open, around the choices. */
export function QuestionFrame({
  id,
  label,
  hint,
  error,
  note,
  children,
}: QuestionFrameProps & { children: ReactNode }) {
  const described = [hint && `${id}-hint`, (error || note) && `${id}-note`].filter(Boolean).join(' ')
  return (
    <fieldset id={id} className="card item" aria-describedby={described || undefined}>
      <legend>{label}</legend>
      {error || note ? (
        <p id={`${id}-note`} className={error ? 'field-error' : 'still-open'}>
          {error ?? note}
        </p>
      ) : null}
      {hint ? (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      ) : null}
      {children}
    </fieldset>
  )
}
