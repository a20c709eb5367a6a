/** The words a grid needs, in the person's language. */
export interface GridTexts {
  /** Name of the box that selects everything loaded. */
  readonly selectAll: string;
  /** Name of the leading column, such as "Selection and marks". */
  readonly marks: string;
  /** Said to screen readers while rows are being loaded. */
  readonly loading: string;
}
