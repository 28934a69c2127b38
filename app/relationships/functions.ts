/** Departments in which participants work. */
export const FUNCTIONS = [
  'purchasing',
  'engineering',
  'quality',
  'logistics',
  'manufacturing',
  'finance',
  'sales',
  'service',
  'management',
] as const
