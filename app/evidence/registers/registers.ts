import { BONDS } from './bonds'
import { COSTS_OF_OWNERSHIP } from './costs'
import { IDEAS } from './ideas'
import { OPERATIONS } from './operations'
import { RATINGS } from './ratings'
import type { Register } from './register'
import { RENEWALS } from './renewals'

/** Registers that share form, list and file. A further one costs its file, its row here, its words and a line in the checks of the table. */
export const REGISTERS: readonly Register[] = [IDEAS, BONDS, COSTS_OF_OWNERSHIP, OPERATIONS, RENEWALS, RATINGS]

/** @returns undefined where there is no such register */
export function findRegister(name: string | undefined): Register | undefined {
  return REGISTERS.find((one) => one.name === name)
}
