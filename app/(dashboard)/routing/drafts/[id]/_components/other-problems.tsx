import { Alert } from '@/components/ui/alert';
import type { ConfigProblem } from '@/lib/config/check/problem';

/** What is wrong with a draft and stands at no rule. */
export function OtherProblems({ problems }: { problems: readonly ConfigProblem[] }) {
  if (problems.length === 0) return null;
  return (
    <Alert tone="bad">
      {problems.map(({ path, message }) => (
        <p key={`${path} ${message}`} className="break-words">
          {path === '' ? message : `${path}: ${message}`}
        </p>
      ))}
    </Alert>
  );
}
