/** One answer that a judge and people scored, each 0 to 1; of several people their mean. */
export interface ScoredTwice {
  judge: string;
  byJudge: number;
  byPeople: number;
}

export interface Agreement {
  /** The judge's model. */
  judge: string;
  answers: number;
  /** Share of answers that both call good, or both call bad. */
  agreed: number;
  /** 95 % interval of that share (Wilson). */
  interval: { low: number; high: number };
  /** Cohen's κ: agreement beyond what chance gives; null where one side said always the same, so that chance explains all. */
  kappa: number | null;
  /** Answers that the judge calls good and people call bad, and the other way round. */
  tooKind: number;
  tooStrict: number;
}

const isGood = (score: number) => score >= 0.5;
const Z = 1.96;

function wilson(share: number, n: number): { low: number; high: number } {
  const centre = share + (Z * Z) / (2 * n);
  const spread = Z * Math.sqrt((share * (1 - share)) / n + (Z * Z) / (4 * n * n));
  const scale = 1 + (Z * Z) / n;
  return { low: Math.max(0, (centre - spread) / scale), high: Math.min(1, (centre + spread) / scale) };
}

/** How far each judge says what people say, most answers first. Pure. */
export function agreementOf(scored: readonly ScoredTwice[]): Agreement[] {
  const judges = [...new Set(scored.map(({ judge }) => judge))];
  return judges
    .map((judge) =>
      compare(
        judge,
        scored.filter((one) => one.judge === judge),
      ),
    )
    .sort((a, b) => b.answers - a.answers || (a.judge < b.judge ? -1 : 1));
}

function compare(judge: string, own: readonly ScoredTwice[]): Agreement {
  const answers = own.length;
  const count = (byJudge: boolean, byPeople: boolean) =>
    own.filter((one) => isGood(one.byJudge) === byJudge && isGood(one.byPeople) === byPeople).length;
  const [good, bad, tooKind, tooStrict] = [
    count(true, true),
    count(false, false),
    count(true, false),
    count(false, true),
  ];
  const agreed = (good + bad) / answers;
  const chance =
    ((good + tooKind) * (good + tooStrict) + (bad + tooStrict) * (bad + tooKind)) / (answers * answers);
  return {
    judge,
    answers,
    agreed,
    interval: wilson(agreed, answers),
    kappa: chance === 1 ? null : (agreed - chance) / (1 - chance),
    tooKind,
    tooStrict,
  };
}
