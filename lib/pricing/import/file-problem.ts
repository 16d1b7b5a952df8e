/** What is wrong with a price file, where a person would look for it. */
export interface FileProblem {
  /** 1 for the first line; absent for the file as a whole. */
  line?: number;
  /** As the file calls it. */
  field?: string;
  message: string;
}
