/** A dictionary of phrases over folded words; finds the longest one that starts at a word. */
import type { Token } from "./words.ts";
import { foldPhrase } from "./words.ts";

interface Node<T> { next: Map<string, Node<T>>; values: T[] }

/** Marks that may stand inside a phrase: "Internet Protocol (IP) address", "ZIP/postal code", "e-mail". */
const inside = new Set(["(", ")", "/", "-", "–", "‑", "'", "\"", "“", "”", "*", "_"]);
/** A gap does not run into the next clause. */
const clauseWords = new Set(["but", "we", "or", "if", "when"]);
const longestGap = 4;

export interface Match<T> { value: T; from: number; to: number }

export class PhraseBook<T> {
  readonly #root: Node<T> = { next: new Map(), values: [] };

  add(phrase: string, value: T): void {
    this.addFolded(foldPhrase(phrase), value);
  }

  addFolded(words: readonly string[], value: T): void {
    if (words.length === 0) return;
    let node = this.#root;
    for (const word of words) {
      let next = node.next.get(word);
      if (!next) node.next.set(word, (next = { next: new Map(), values: [] }));
      node = next;
    }
    node.values.push(value);
  }

  /** Each phrase, folded and joined by spaces, with its value; in an order that makes the same book again. */
  entries(): [string, T][] {
    const found: [string, T][] = [];
    const visit = (node: Node<T>, words: readonly string[]): void => {
      for (const value of node.values) found.push([words.join(" "), value]);
      for (const [word, next] of node.next) visit(next, [...words, word]);
    };
    visit(this.#root, []);
    return found;
  }

  /** All values of the longest phrase at `index`; `to` is exclusive. */
  longestAt(tokens: readonly Token[], index: number): Match<T>[] {
    const first = tokens[index];
    const node = first?.isWord ? this.#root.next.get(first.word) : undefined;
    if (!node) return [];
    const matches = this.#walk(node, tokens, index + 1, index);
    if (matches.length < 2) return matches;
    const longest = matches.reduce((most, match) => Math.max(most, match.to), 0);
    return matches.filter((match) => match.to === longest);
  }

  #walk(node: Node<T>, tokens: readonly Token[], at: number, from: number): Match<T>[] {
    const found: Match<T>[] = node.values.map((value) => ({ value, from, to: at }));
    const gap = node.next.get("...");
    if (gap) for (let skip = 0; skip <= longestGap; skip += 1) {
      const between = tokens.slice(at, at + skip);
      if (between.some((token) => (token.isWord ? clauseWords.has(token.word) : !inside.has(token.word)))) break;
      found.push(...this.#step(gap, tokens, at + skip, from));
    }
    found.push(...this.#step(node, tokens, at, from));
    return found;
  }

  #step(node: Node<T>, tokens: readonly Token[], at: number, from: number): Match<T>[] {
    let index = at;
    while (tokens[index] && !tokens[index]?.isWord && inside.has(tokens[index]?.word ?? "")) index += 1;
    const token = tokens[index];
    const next = token?.isWord ? node.next.get(token.word) : undefined;
    return next ? this.#walk(next, tokens, index + 1, from) : [];
  }

  /** Several steps ask about the same sentence. */
  readonly #apart = new WeakMap<readonly Token[], readonly Match<T>[]>();
  readonly #overlapping = new WeakMap<readonly Token[], readonly Match<T>[]>();

  /** Every phrase found, left to right, longest first, not overlapping. */
  findAll(tokens: readonly Token[]): readonly Match<T>[] {
    const known = this.#apart.get(tokens);
    if (known) return known;
    const found: Match<T>[] = [];
    this.#apart.set(tokens, found);
    for (let index = 0; index < tokens.length; index += 1) {
      if (!this.#root.next.has(tokens[index]?.word ?? "")) continue;
      const matches = this.longestAt(tokens, index);
      if (matches.length === 0) continue;
      found.push(...matches);
      index = (matches[0]?.to ?? index + 1) - 1;
    }
    return found;
  }

  /** Every phrase found, overlaps included. */
  findOverlapping(tokens: readonly Token[]): readonly Match<T>[] {
    const known = this.#overlapping.get(tokens);
    if (known) return known;
    const found: Match<T>[] = [];
    this.#overlapping.set(tokens, found);
    for (let index = 0; index < tokens.length; index += 1) if (this.#root.next.has(tokens[index]?.word ?? "")) found.push(...this.longestAt(tokens, index));
    return found;
  }
}
