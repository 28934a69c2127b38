import type { Answers } from '#app/instruments/answers'

/** A complete questionnaire of relationship-core@1: trust 80, dependence 50, ten hours of which 30 % unproductive. */
export function makeAnswers(values: Answers = {}): Answers {
  return {
    trust_1: 6,
    trust_2: 6,
    trust_3: 3,
    trust_4: 6,
    trust_5: 6,
    dependence_1: 4,
    dependence_2: 4,
    dependence_3: 4,
    dependence_4: 4,
    time_hours: 10,
    time_price: 10,
    time_contract: 5,
    time_blame: 5,
    time_expediting: 5,
    time_inspection: 5,
    time_design: 20,
    time_quality: 10,
    time_planning: 20,
    time_ideas: 15,
    time_other: 5,
    ...values,
  }
}
