import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { parseForm } from '#app/http/form'

const schema = z.object({
  name: z.string({ error: 'required' }).trim().min(2, { error: 'short' }),
  people: z.array(z.uuid({ error: 'id' })).default([]),
})

function makeForm(fields: [string, string | File][]): FormData {
  const form = new FormData()
  for (const [name, value] of fields) form.append(name, value)
  return form
}

describe('a form', () => {
  test('becomes checked data', () => {
    expect(parseForm(schema, makeForm([['name', ' سارة ']]))).toEqual({ ok: true, data: { name: 'سارة', people: [] } })
  })

  test('gives a list for a name that ends with brackets, also for a single value', () => {
    const ids = [crypto.randomUUID(), crypto.randomUUID()]
    for (const chosen of [ids, ids.slice(1)]) {
      const fields = chosen.map((id): [string, string] => ['people[]', id])
      expect(parseForm(schema, makeForm([['name', 'ab'], ...fields]))).toMatchObject({ data: { people: chosen } })
    }
  })

  test('that is refused comes back with what was typed, and the reasons at their fields', () => {
    const result = parseForm(
      schema,
      makeForm([
        ['name', 'a'],
        ['people[]', 'x'],
      ]),
    )
    expect(result).toEqual({
      ok: false,
      values: { name: 'a', people: ['x'] },
      errors: { name: ['short'], people: ['id'] },
    })
  })

  test('reaches no prototype, whatever its fields are called', () => {
    const names = ['__proto__', '__proto__[]', 'constructor', 'prototype', 'toString', '__proto__.polluted']
    const result = parseForm(schema, makeForm(names.map((name) => [name, 'polluted'])))
    expect(result.ok).toBe(false)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
    if (!result.ok) expect(Object.getPrototypeOf(result.values)).toBe(Object.prototype)
  })

  test('with a file where text belongs is refused, and can still be sent back', () => {
    const result = parseForm(schema, makeForm([['name', new File(['x'], 'name.txt')]]))
    expect(result).toMatchObject({ ok: false, values: { name: '' }, errors: { name: ['short'] } })
  })

  test('of a hundred thousand wrong fields is refused in an instant, with few reasons', () => {
    const fields = Array.from({ length: 100_000 }, (_, number): [string, string] => ['people[]', `wrong ${number}`])
    const form = makeForm([['name', 'ab'], ...fields])
    const start = performance.now()
    const result = parseForm(schema, form)
    expect(performance.now() - start).toBeLessThan(1000)
    expect(result).toMatchObject({ ok: false, errors: { people: ['id'] } })
  })
})
