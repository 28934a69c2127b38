import { expect, test } from 'vitest'
import { makeNameRemover } from '#app/exports/remove-names'

const { remove } = makeNameRemover([
  ...['Sara Haddad', 'José Núñez', 'أحمد الخالدي', 'فاطمة بنت علي', 'O’Brien', 'Al-Najm Trading', 'Gulf Steel 24'],
])
const textOf = (text: string) => remove(text).text

test('names of the study’s people and firms are taken out, however they are written', () => {
  expect(textOf('Ask SARA or haddad, not Sarah.')).toBe('Ask […] or […], not Sarah.')
  expect(textOf('jose nunez decides')).toBe('[…] […] decides')
  expect(textOf('Gulf-Steel never calls back; gulf does.')).toBe('[…] never calls back; […] does.')
  expect(textOf("O'Brien and o’brien")).toBe('[…] and […]')
})

test('Arabic names are found with particles, marks and other forms of letters', () => {
  expect(textOf('تحدثت مع احمد والخالدي')).toBe('تحدثت مع […] […]')
  expect(textOf('قال أَحْمَدُ لفاطمه إن الأسعار ثابتة')).toBe('قال […] […] إن الأسعار ثابتة')
})

test('addresses, links and telephone numbers of anybody are taken out', () => {
  expect(textOf('Write to a.b+c@firm.example or see https://firm.example/x?y=1 or www.firm.example now')).toBe(
    'Write to […] or see […] or […] now',
  )
  expect(textOf('Call +965 2222-3333 or (0044) 20 7946 0018 or ٢٢٢٢٣٣٣٣')).not.toMatch(/\d{4}|٢/)
})

test('everything else stays as it is, numbers and short words too', () => {
  const text = 'Prices rose by 12.5 % in 2025;\nde facto 24 days late – بن، على العموم'
  expect(remove(text)).toEqual({ text, removed: 0 })
})

test('it counts what it took out', () => {
  expect(remove('Sara wrote to sara@x.example').removed).toBe(2)
})

test('no text takes long', () => {
  for (const text of [
    '@'.repeat(20_000),
    'a@'.repeat(10_000),
    '1 '.repeat(10_000),
    "a'".repeat(10_000),
    'و'.repeat(20_000),
  ])
    expect(remove(text).text.length).toBeLessThanOrEqual(text.length)
})
