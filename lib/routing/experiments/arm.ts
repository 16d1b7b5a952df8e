/** Which side of which comparison a request was drawn to. */
export interface Arm {
  experiment: string;
  /** `control` and `canary`, or the name that a weight is given to. */
  arm: string;
}

export const experimentOfCanary = (canaryId: string) => `canary:${canaryId}`;
export const experimentOfRule = (ruleId: string) => `rule:${ruleId}`;
