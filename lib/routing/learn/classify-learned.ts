import weights from './task-weights.json' with { type: 'json' };
import { hashPrompt } from './prompt-hasher';
import { loadTaskModel, taskModelSchema, type TaskClassifier } from './task-model';

let loaded: TaskClassifier | undefined;

/** The shipped classifier, read at its first use (`npm run train:router` makes its weights). */
export function learnedClassifier(): TaskClassifier {
  loaded ??= loadTaskModel(taskModelSchema.parse(weights), hashPrompt);
  return loaded;
}
