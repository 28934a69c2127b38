import { Form } from '@remix-run/react'

interface ConfirmDeleteProps {
  title: string
  text: string
  button: string
}

/** Deleting takes two steps, also without script: open, read, press. */
export function ConfirmDelete({ title, text, button }: ConfirmDeleteProps) {
  return (
    <details>
      <summary>{title}</summary>
      <p>{text}</p>
      <Form method="post">
        <button type="submit" name="intent" value="delete" className="danger">
          {button}
        </button>
      </Form>
    </details>
  )
}
