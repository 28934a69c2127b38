import { expect, test } from 'vitest'
import { makePeopleRegister } from '#app/trust/people-register'

test('a person has one number, whichever firm answers come with', () => {
  const register = makePeopleRegister()
  expect(['a', 'b', 'a', 'c', 'b'].map((person) => register.numberOf(person, 'f'))).toEqual([0, 1, 0, 2, 1])
  expect(register.numberOf('d', 'g')).toBe(3)
  expect(register.numberOf('a', 'g')).toBe(0)
  expect([0, 3].map((number) => register.personOf(number))).toEqual([
    { person: 'a', firm: 'f' },
    { person: 'd', firm: 'g' },
  ])
  expect(register.personOf(0)).toBe(register.personOf(0))
  expect(() => register.personOf(4)).toThrow('a number that the register did not give')
})
