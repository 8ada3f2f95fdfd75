/** The one error class for mistakes a user can fix; anything else that is thrown is a defect of ours. */

export interface UserErrorDetails {
  /** What is wrong, one sentence. */
  what: string;
  /** What to do about it, one sentence. */
  fix: string;
  /** Path as the user knows it. */
  file?: string;
  /** 1-based. */
  line?: number;
  /** 1-based. */
  column?: number;
  /** Source frame around the place, plain text. */
  frame?: string;
}

export class UserError extends Error implements UserErrorDetails {
  override readonly name = "UserError";
  readonly what: string;
  readonly fix: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly frame?: string;

  constructor(details: UserErrorDetails) {
    super(details.what);
    this.what = details.what;
    this.fix = details.fix;
    if (details.file !== undefined) this.file = details.file;
    if (details.line !== undefined) this.line = details.line;
    if (details.column !== undefined) this.column = details.column;
    if (details.frame !== undefined) this.frame = details.frame;
  }
}
