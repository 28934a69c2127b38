import { useRef, useState } from 'react'
import { useScriptRuns } from './use-script-runs'

interface CopyFieldProps {
  id: string
  label: string
  value: string
  copy: string
  copied: string
  /** where the browser refused */
  notCopied: string
}

/** A text to take away: without script a field to select and copy, with it a button besides. */
export function CopyField({ id, label, value, copy, copied, notCopied }: CopyFieldProps) {
  const field = useRef<HTMLInputElement>(null)
  const scriptRuns = useScriptRuns()
  const [state, setState] = useState<'copied' | 'refused' | undefined>()
  const take = async () => {
    field.current?.select()
    try {
      await navigator.clipboard.writeText(value)
      setState('copied')
    } catch {
      // not allowed, or a page without TLS: the text is selected, and the message says what to do
      setState('refused')
    }
  }
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input id={id} ref={field} className="wide" readOnly dir="ltr" value={value} autoComplete="off" />
      {scriptRuns ? (
        <p className="actions">
          <button type="button" className="second" onClick={take}>
            {copy}
          </button>
          <span role="status">{state ? (state === 'copied' ? copied : notCopied) : null}</span>
        </p>
      ) : null}
    </div>
  )
}
