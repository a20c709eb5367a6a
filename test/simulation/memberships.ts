import { pullAnswerSchema } from '../../shared/protocol/sync';

const textOf = (scopes: readonly string[]) => JSON.stringify([...scopes].sort());

/** What the centre has told each desk of the scopes that it may hold, in the order of the telling. A desk never goes back in it. */
export class Memberships {
  private readonly all = new Map<number, string[]>();
  /** At least up to here the desk has followed: one behind the place in `all`. */
  private readonly reached = new Map<number, number>();

  /** The centre gave this answer to a pull. */
  told(desk: number, answer: string): void {
    const { membership } = pullAnswerSchema.parse(JSON.parse(answer));
    this.all.set(desk, [...(this.all.get(desk) ?? []), textOf(membership)]);
  }

  /** Its files are from another time now. */
  forget(desk: number): void {
    this.reached.delete(desk);
  }

  /** A desk has applied a pull. Was what it now holds to be true told after what it held to be true before? */
  isForward(desk: number, membership: readonly string[]): boolean {
    const all = this.all.get(desk) ?? [];
    const from = this.reached.get(desk) ?? 0;
    const at = all.indexOf(textOf(membership), from);
    if (at !== -1) this.reached.set(desk, at + 1);
    return at !== -1;
  }
}
