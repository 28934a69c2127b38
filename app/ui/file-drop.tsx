import { type DragEvent, useRef, useState } from 'react'

interface FileDropProps {
  name: string
  label: string
  hint: string
  /** kinds of files, as the browser's field takes them */
  accept?: string
}

/** A file field on which a file can also be dropped; without script it is the browser's own file field. */
export function FileDrop({ name, label, hint, accept = '.csv,text/csv' }: FileDropProps) {
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    if (input.current && event.dataTransfer.files.length > 0) input.current.files = event.dataTransfer.files
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an addition, the field inside does the same by keyboard
    <div
      className={isOver ? 'file-drop over' : 'file-drop'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <label htmlFor={name}>{label}</label>
      <p className="hint" id={`${name}-hint`}>
        {hint}
      </p>
      <input ref={input} id={name} name={name} type="file" accept={accept} aria-describedby={`${name}-hint`} />
    </div>
  )
}
