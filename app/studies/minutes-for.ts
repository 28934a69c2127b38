/** Minutes one relationship takes in the core questionnaire: 9 statements of 7.5 s, the time question of 90 s, reading. */
const MINUTES_PER_RELATIONSHIP = 3

export function minutesFor(relationships: number): number {
  return relationships * MINUTES_PER_RELATIONSHIP
}
