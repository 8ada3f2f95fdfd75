/** The world of a command: streams, environment, folder, clock; handed in, so that a test can be one. */

export interface OutputStream {
  write(text: string, done?: (error?: Error | null) => void): boolean;
  isTTY?: boolean;
  columns?: number;
}

export interface Io {
  cwd: string;
  env: Readonly<Record<string, string | undefined>>;
  stdin: NodeJS.ReadableStream & { isTTY?: boolean };
  stdout: OutputStream;
  stderr: OutputStream;
  /** Milliseconds. */
  now: () => number;
}

export const processIo = (): Io => ({
  cwd: process.cwd(), env: process.env, stdin: process.stdin, stdout: process.stdout, stderr: process.stderr, now: () => Date.now(),
});

/** Done when the text has left: a slow reader gets all of it. A reader that went away is no error. */
export function write(stream: OutputStream, text: string): Promise<void> {
  if (text === "") return Promise.resolve();
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => {
      const isGone = error && "code" in error && (error.code === "EPIPE" || error.code === "ERR_STREAM_DESTROYED");
      if (error && !isGone) reject(error);
      else resolve();
    });
  });
}

/** `1`, `true`, `yes`; empty, `0`, `false`, `no` are off. */
export const isOn = (value: string | undefined): boolean => value !== undefined && !/^(?:|0|false|no|off)$/i.test(value);

export const isCi = ({ env }: Pick<Io, "env">): boolean =>
  isOn(env["CI"]) || ["GITHUB_ACTIONS", "GITLAB_CI", "CIRCLECI", "BITBUCKET_BUILD_NUMBER", "TF_BUILD", "JENKINS_URL"].some((name) => isOn(env[name]));

/** Columns to wrap at; null where nobody looks, or where the terminal does not know (0). */
export const widthOf = ({ isTTY, columns }: OutputStream): number | null => (isTTY === true && columns !== undefined && columns > 0 ? columns : null);
