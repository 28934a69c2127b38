import { Form } from '@remix-run/react'

interface ListSearchProps {
  label: string
  button: string
  search: string
}

export function ListSearch({ label, button, search }: ListSearchProps) {
  return (
    <Form method="get" className="actions" role="search">
      <label htmlFor="q" className="visually-hidden">
        {label}
      </label>
      <input id="q" name="q" type="search" placeholder={label} defaultValue={search} maxLength={100} />
      <button type="submit" className="second">
        {button}
      </button>
    </Form>
  )
}
