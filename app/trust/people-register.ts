/** Who answered, by number: groups of people are then sets of small numbers instead of long ids. */
export interface PeopleRegister {
  /** the same number for the same person, counted from 0 */
  numberOf(person: string, firm: string): number
  firmOf(number: number): string
}

export function makePeopleRegister(): PeopleRegister {
  const numbers = new Map<string, number>()
  const firmNumbers = new Map<string, number>()
  const firms: string[] = []
  const firmOfPerson: number[] = []
  return {
    numberOf(person, firm) {
      const known = numbers.get(person)
      if (known !== undefined) return known
      const firmNumber = firmNumbers.get(firm) ?? firms.push(firm) - 1
      firmNumbers.set(firm, firmNumber)
      numbers.set(person, firmOfPerson.push(firmNumber) - 1)
      return firmOfPerson.length - 1
    },
    firmOf: (number) => firms[firmOfPerson[number] ?? 0] ?? '',
  }
}
