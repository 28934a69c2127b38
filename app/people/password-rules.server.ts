import { PASSWORD_LENGTH } from './password-form'

export type PasswordFault = 'password-short' | 'password-long' | 'password-guessable'

type Judge = (password: string) => number
/** What must be left of a password without the words of its account. */
const LEAST_BESIDE_WORDS = 8
let judge: Promise<Judge> | undefined

/**
 * What is wrong with a new password, by NIST SP 800-63B: its length counts and whether it is among what attackers try first
 * (leaked passwords, words of the account, runs of keys), not which kinds of characters it has. Nothing leaves the machine.
 * @param words name, address and whatever else belongs to the account
 */
export async function findPasswordFault(password: string, words: string[]): Promise<PasswordFault | undefined> {
  if ([...password].length < PASSWORD_LENGTH.least) return 'password-short'
  if (password.length > PASSWORD_LENGTH.most) return 'password-long'
  judge ??= loadJudge()
  // 3 of 4: holds against 10^8 guesses at least
  const score = (await judge)(password)
  return score < 3 || withoutWords(password, words).length < LEAST_BESIDE_WORDS ? 'password-guessable' : undefined
}

/** The lists of passwords are read when the first one is judged, not at every start. */
async function loadJudge(): Promise<Judge> {
  const { ZxcvbnFactory } = await import('@zxcvbn-ts/core')
  const { adjacencyGraphs, dictionary } = await import('@zxcvbn-ts/language-common')
  const factory = new ZxcvbnFactory({ graphs: adjacencyGraphs, dictionary })
  return (password) => factory.check(password.slice(0, 100)).score
}

function withoutWords(password: string, words: string[]): string {
  const parts = words.flatMap((word) => word.toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter((part) => part.length > 2)
  return parts.reduce((rest, part) => rest.replaceAll(part, ''), password.toLowerCase()).replace(/[\s\p{P}]/gu, '')
}
