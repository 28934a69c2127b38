import type { GroupRule } from '#app/disclosure/policy'
import { type Contribution, type Decision, makeReleasePartition } from './release-partition'

export interface LanguagesDecision {
  total: Decision
  /** of every language that was asked about */
  languages: ReadonlyMap<string, Decision>
  /** different people of each language that occurs; of all for the empty one */
  people: ReadonlyMap<string, number>
}

/**
 * Which values of one side may be shown by language: the total first, then languages, larger ones first. A language is
 * shown if its people are enough and those of all other languages together are nobody or as many, so that the total less
 * the language singles nobody out.
 * @param groups who stands behind each language that occurs; each person once in a language
 * @param asked languages that have a place in the table, also where nobody answered in them
 */
export function decideLanguages(
  groups: ReadonlyMap<string, readonly Contribution[]>,
  asked: readonly string[],
  rule: GroupRule,
): LanguagesDecision {
  const contributions: Contribution[] = []
  const members = new Map<string, number[]>()
  for (const [language, people] of groups)
    members.set(
      language,
      people.map((one) => contributions.push(one) - 1),
    )
  const partition = makeReleasePartition(contributions, rule)
  const total = partition.offer([...contributions.keys()])
  const sizeOf = (language: string) => members.get(language)?.length ?? 0
  const inOrder = [...asked].sort((one, other) => sizeOf(other) - sizeOf(one) || (one < other ? -1 : 1))
  const languages = new Map(inOrder.map((language) => [language, partition.offer(members.get(language) ?? [])]))
  const people = new Map([...groups].map(([language, own]) => [language, own.length]))
  people.set('', new Set(contributions.map(({ person }) => person)).size)
  return { total, languages, people }
}
