import type { TaskType } from '@/lib/routing/learn/task-types';

/** Suites' own task names by task type; names that are not here are not learned from. */
const BY_TYPE: Partial<Record<TaskType, readonly string[]>> = {
  code_generation: ['mbpp', 'human_eval'],
  arithmetic: ['gsm8k', 'agentverse-mgsm', 'elementary_mathematics'],
  mathematics: [
    'math',
    'abstract_algebra',
    'college_mathematics',
    'high_school_mathematics',
    'high_school_statistics',
    'econometrics',
  ],
  logic: ['agentverse-logicgrid', 'formal_logic', 'logical_fallacies'],
  science: [
    'arc_challenge',
    'openbook_qa',
    'astronomy',
    'college_biology',
    'college_chemistry',
    'college_physics',
    'conceptual_physics',
    'high_school_biology',
    'high_school_chemistry',
    'high_school_physics',
  ],
  engineering: [
    'electrical_engineering',
    'computer_security',
    'machine_learning',
    'college_computer_science',
    'high_school_computer_science',
  ],
  medicine: [
    'anatomy',
    'clinical_knowledge',
    'college_medicine',
    'human_aging',
    'human_sexuality',
    'medical_genetics',
    'nutrition',
    'professional_medicine',
    'virology',
  ],
  law: ['international_law', 'jurisprudence', 'professional_law'],
  history: [
    'high_school_european_history',
    'high_school_us_history',
    'high_school_world_history',
    'prehistory',
  ],
  social_science: [
    'high_school_geography',
    'high_school_government_and_politics',
    'security_studies',
    'sociology',
    'us_foreign_policy',
    'global_facts',
    'public_relations',
  ],
  economics: [
    'business_ethics',
    'high_school_macroeconomics',
    'high_school_microeconomics',
    'management',
    'marketing',
    'professional_accounting',
  ],
  psychology: ['high_school_psychology', 'professional_psychology'],
  ethics: ['moral_disputes', 'moral_scenarios'],
  philosophy: ['philosophy', 'world_religions'],
  trivia: ['natural_qa', 'trivia_qa', 'miscellaneous'],
  commonsense: ['commonsense_qa'],
  writing: ['commongen'],
};

const TYPES = new Map(
  Object.entries(BY_TYPE).flatMap(([type, names]) => names.map((name) => [name, type] as const)),
);

export const typeOfSuiteTask = (name: string): string | undefined => TYPES.get(name);
