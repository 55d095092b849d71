import type { Operation } from "../operation";

export type RefusalCode = "change:invalid" | "change:no_such_part" | "change:id_taken";

/** An operation that cannot be done; the codes are those of `/changes`. `number`: which of the operations. */
export class ChangeRefused extends Error {
  readonly code: RefusalCode;
  readonly number: number;
  readonly operation: Operation | null;

  constructor(code: RefusalCode, message: string, number = 0, operation: Operation | null = null) {
    super(message);
    this.name = "ChangeRefused";
    this.code = code;
    this.number = number;
    this.operation = operation;
  }

  at(number: number, operation: Operation): ChangeRefused {
    return new ChangeRefused(this.code, this.message, number, operation);
  }
}

export function unfit(message: string): ChangeRefused {
  return new ChangeRefused("change:invalid", message);
}

export function noSuchPart(name: string): ChangeRefused {
  return new ChangeRefused("change:no_such_part", `There is no such part: ${name.slice(0, 80)}`);
}
