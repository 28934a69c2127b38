/** Who answered, by number: groups of people are then sets of small numbers instead of long ids. */
export interface PeopleRegister {
  /** the same number for the same person, counted from 0 */
  numberOf(person: string, firm: string): number
  /** the same object each time: lists of a million people take room for the list alone */
  personOf(number: number): RegisteredPerson
}

export interface RegisteredPerson {
  person: string
  firm: string
}

export function makePeopleRegister(): PeopleRegister {
  const numbers = new Map<string, number>()
  const firms = new Map<string, string>()
  const people: RegisteredPerson[] = []
  return {
    numberOf(person, firm) {
      const known = numbers.get(person)
      if (known !== undefined) return known
      // one text for all people of a firm
      const own = firms.get(firm) ?? firm
      firms.set(own, own)
      numbers.set(person, people.push({ person, firm: own }) - 1)
      return people.length - 1
    },
    personOf(number) {
      const found = people[number]
      if (!found) throw new RangeError('a number that the register did not give')
      return found
    },
  }
}
