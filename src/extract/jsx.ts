/** JSX: an element is a call of its tag with props; tags that load something from another host are noted. */
import type { Argument, Entry, ValueId } from "../model/index.ts";
import { typescript as T, type ts } from "./typescript.ts";
import { expression } from "./expressions.ts";
import { keptText, noteString } from "./strings.ts";
import type { Walk } from "./walk.ts";

type Element = ts.JsxElement | ts.JsxSelfClosingElement | ts.JsxFragment;

const loading = new Set(["src", "href", "action"]);

export function jsx(w: Walk, node: Element): ValueId {
  if (T.isJsxFragment(node)) return w.add({ kind: "array", items: children(w, node.children), at: w.start(node) });
  const opening = T.isJsxElement(node) ? node.openingElement : node;
  const entries = attributes(w, opening.attributes);
  if (T.isJsxElement(node)) {
    const items = children(w, node.children);
    if (items.length) entries.push({ key: "children", value: w.add({ kind: "array", items, at: w.start(node) }), at: w.start(node) });
  }
  const props = w.add({ kind: "object", entries, at: w.start(opening) });
  const tag = tagOf(w, opening.tagName);
  noteTag(w, typeof tag === "string" ? tag : opening.tagName.getText(w.source), entries, opening);
  const id = w.add({ kind: "jsx", tag, props, at: w.start(node), end: w.place(node.end) });
  // A component is called by the framework with its props.
  w.summary.calls.push({ value: id, ...(w.guards.length ? { guards: [...w.guards] } : {}), ...(w.tried === undefined ? {} : { tried: w.tried }) });
  return id;
}

function tagOf(w: Walk, name: ts.JsxTagNameExpression): ValueId | string {
  if (T.isIdentifier(name)) return /^[a-z]/.test(name.text) ? name.text : expression(w, name);
  if (T.isJsxNamespacedName(name)) return `${name.namespace.text}:${name.name.text}`;
  return expression(w, name as ts.Expression);
}

function attributes(w: Walk, node: ts.JsxAttributes): Entry[] {
  return node.properties.map((attribute): Entry => {
    if (T.isJsxSpreadAttribute(attribute)) return { spread: expression(w, attribute.expression) };
    const key = T.isIdentifier(attribute.name) ? attribute.name.text : `${attribute.name.namespace.text}:${attribute.name.name.text}`;
    const at = w.start(attribute.name);
    return { key, value: attributeValue(w, attribute.initializer), at };
  });
}

function attributeValue(w: Walk, node: ts.JsxAttributeValue | undefined): ValueId {
  if (!node) return w.add({ kind: "const", type: "boolean", text: "true" });
  if (T.isStringLiteral(node)) {
    noteString(w, node.text, node);
    const text = keptText(node.text);
    return w.add({ kind: "const", type: "string", ...(text === undefined ? {} : { text }) });
  }
  if (T.isJsxExpression(node)) return node.expression ? expression(w, node.expression) : w.undefined();
  return expression(w, node as ts.Expression);
}

function children(w: Walk, nodes: readonly ts.JsxChild[]): Argument[] {
  return nodes.flatMap((child): Argument[] => {
    if (T.isJsxText(child)) return [];
    if (T.isJsxExpression(child)) return child.expression ? [{ value: expression(w, child.expression), ...(child.dotDotDotToken ? { spread: true as const } : {}) }] : [];
    return [{ value: jsx(w, child) }];
  });
}

function noteTag(w: Walk, tag: string, entries: Entry[], node: ts.Node): void {
  for (const entry of entries) {
    if (!("key" in entry) || !loading.has(entry.key)) continue;
    const value = w.value(entry.value);
    const url = value.kind === "const" ? value.text : value.kind === "text" ? value.texts?.[0] : undefined;
    if (url && url.includes("//")) w.facts.tags.push({ tag, attribute: entry.key, url, at: w.start(node) });
  }
}
