import { Form } from '@remix-run/react'

interface ListSearchProps {
  label: string
  button: string
  search: string
  /** other parameters of the address that a search keeps */
  kept?: Record<string, string>
}

export function ListSearch({ label, button, search, kept = {} }: ListSearchProps) {
  return (
    <Form method="get" className="actions" role="search">
      <label htmlFor="q" className="visually-hidden">
        {label}
      </label>
      <input id="q" name="q" type="search" placeholder={label} defaultValue={search} maxLength={100} />
      {Object.entries(kept).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" className="second">
        {button}
      </button>
    </Form>
  )
}
